"""What a language folder holds: the shapes of its data files, and the protocol of its profile.

A folder `lang/<xx>/` has verbs.yaml, nouns.yaml, cues.yaml, forms.tsv, names.tsv, profile.py
and cases.yaml. CONTRIBUTING.md says what each key means to an analyst.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One verb or noun that names an act, and where its parties stand in the sentence.

    A *slot* is a role ("subj", "obj", "iobj", "ccomp", "xcomp"), a bare case
    ("gen", "dat", "ins", "acc", "poss"), a noun's modifier ("adj", "compound"),
    whoever says it ("speaker", of agents only: "Kyiv said Moscow *broke* the treaty" accuses),
    or a preposition of the language, as written ("mit", "в отношении").

    Attributes:
        lemma: dictionary form; its inflected forms stand in forms.tsv.
        act: name from ontology/acts.yaml.
        particle: separable prefix or verb particle ("ab" in "sagte ab", "off" in "call off").
        reflexive: needs a reflexive pronoun ("sich einigen").
        object: the direct object must be one of these nouns ("Sanktionen verhängen").
        subject: the subject must be one of these nouns ("*rescuers* from Chad arrived").
        single: there must be one such object, not several ("fired *a missile*" may be a test).
        agent: slots of who did it, best first.
        to: slots of towards whom, best first.
        co: slots of the other parties of a symmetric act ("mit", "zwischen").
        content: slots of what was agreed, said, asked.
        needs: slots that must be filled by anything.
        party: slots that must be filled by an actor.
        without: slots that nothing may stand in ("called Chad *a liar*" is no telephone call).
        unless: lemmas which, if they hang on the predicate or its object, veto the entry.
    """

    lemma: str
    act: str
    particle: str | None = None
    reflexive: bool = False
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    single: bool = False
    agent: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    co: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def nouns(self) -> tuple[tuple[str, ...], ...]:
        """Groups of nouns of which the entry asks for one each."""
        return tuple(group for group in (self.object, self.subject) if group)


class CueVerbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Verbs that carry or colour an act, as lemmas ("absagen", or "call|off" with its particle).

    `stopping` are those that end what their complement names ("*stopped* shelling").
    `doubting` are those of doubt, which `believing` does not hold ("*doubts* that Chad attacked").
    `undergoing` are those whose subject suffers what they govern ("*resultar* heridos"; an
    infinitive, if they are reflexive: "*se voir* refuser").
    `pledging` are those of what their subject will do himself ("*promised* Chad to send troops").
    `excluding` are those that, negated, leave it open ("does not *rule out* strikes").
    `answering` are those that say with what somebody answers ("*responded* with sanctions").
    """

    light: tuple[str, ...]
    occurrence: tuple[str, ...]
    cancel: tuple[str, ...]
    postpone: tuple[str, ...]
    begin: tuple[str, ...]
    go_on: tuple[str, ...]
    end: tuple[str, ...]
    intention: tuple[str, ...]
    demand: tuple[str, ...]
    failure: tuple[str, ...]
    hesitation: tuple[str, ...]
    stopping: tuple[str, ...]
    excluding: tuple[str, ...]
    doubting: tuple[str, ...]
    pledging: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()
    undergoing: tuple[str, ...] = ()
    modal: tuple[str, ...]
    saying: tuple[str, ...]
    denying: tuple[str, ...]
    believing: tuple[str, ...]


class CueNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns that colour an act or stand for a source, as lemmas.

    `document` are those through which whoever issues them speaks ("a *law* banning").
    `nature` are those of weather, disaster and beasts: "*a storm* hit Chad" names no act.
    `private` are people who act for no state: "*a chef* attacked Chad's idea" names none either.
    `border` are those of a line at which something is done ("near the *border* with Chad").
    `interest` are those of a wish or need for an act ("no *interest* in talks": there are none).
    `press` and `source` are those who tell of an act and speak for no state ("Russian *media*").
    `ending` are those that say that an act ends ("an *easing* of sanctions"), `cancelling` and
    `postponing` that it is called off or put off ("the *cancellation* of the visit").
    `authorities` are police, judges and the like ("*police* in Minsk arrested").
    `others` are those of whoever is not the state that they are named by ("Chad's *neighbours*").
    `powers` are those of states in general ("called on Islamic *countries*").
    `sport` are those that tell of a game: "Chad beat Niger in the *final*" names no act.
    """

    plan: tuple[str, ...]
    demand: tuple[str, ...]
    possibility: tuple[str, ...]
    interest: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    cancelling: tuple[str, ...] = ()
    postponing: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    document: tuple[str, ...]
    press: tuple[str, ...]
    source: tuple[str, ...]
    nature: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    border: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()
    sport: tuple[str, ...] = ()


class CueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Closed-class words and phrases, written out in every form.

    `only` are words right behind a negation that says that this was not all ("not *only*"); `but`
    are those that do so further behind ("*n'*envoie *que* dix soldats").
    `undone` are words and phrases before an act that was not done ("*instead of* meeting");
    `almost` are adverbs that say so ("*nearly* attacked").
    `interested` are words that, negated, say that there is no act ("*not interested* in talks");
    `sequel` are phrases that open a clause of what came of it ("…, *worauf* Chad …").
    `too_early` are phrases that say so, `existing` verbs of being that do so with a negation
    ("переговоров *не будет*"), and `absent` words that do so by themselves ("*нет* встречи").
    `verge` are phrases before an act that is about to be done ("*sur le point de* partir").
    `perhaps` are adverbs that say of a verb that it may come about ("will *probably* meet").
    `asking` are words by which a question asks for more than whether it is so ("who", "why").
    `still` are adverbs that say that it goes on; `before` are words before what is still to come.
    `deserved` are words before what somebody is blamed, thanked or punished *for* doing.
    `inverted` are auxiliaries that before their subject make a condition ("*had* Chad attacked").
    `future_in_past` are auxiliaries that mean the future in what somebody said ("said it *would*").
    `of` are prepositions of a noun that belongs to another ("the visit *of* the king").
    `by` are prepositions of whoever does it in a passive.
    `because` are words that begin a reason.
    `obligation` are verb forms by which one says what another must do ("must", "должен").
    `destined` are marks of an infinitive that is planned behind a copula ("is *to* meet").
    `pointing` are articles and pronouns before what was spoken of ("*the* attack").
    `circumstance` are prepositions that make an act a circumstance of a verb, which then does not
    carry it ("took part *despite* the attack").
    `aside` are prepositions of whom one names only as a reason, or as an example ("sanctions *over*
    Sudan", "*following* Chad").
    `asked` are prepositions of the request at which something is done ("*at* Chad's request").
    `company` are phrases before whoever does it too ("*along with* Sweden").
    `at_home` are prepositions behind which a verb without a subject has it ("*в Кремле* заявили").
    `seats` are prepositions of a seat of government where that is so, and of no agent otherwise.
    `anybody` are subjects that mean anybody, so that it is had there ("à Varsovie, *on* condamne").
    `places` are prepositions of a place ("in Geneva").
    `topic` are prepositions of what a text or a talk is about ("a statement *on* Chad").
    `possible` are words that say of an act noun that it may come about ("a *possible* visit").
    `coming` are words that say of an act noun that it is still to come ("the *upcoming* visit").
    `hearsay` are verb forms by which a sentence goes on with what somebody said ("sei", "habe").
    `means` are prepositions of the means by which something came about ("*through* mediation").
    `infinitive` are marks of an infinitive that is no circumstance of its verb ("dispuesto *a* …").
    `drops_subject` are endings of verbs behind which several do it, in a language that leaves out
    a subject that is known ("*Se reunió* con …", "*Acordaron* …"); empty in the others.
    `clitics` are object pronouns that no table of offices resolves ("*l'*accuse"), `enclitics` the
    ends of verbs to which they are joined ("acusar*la*"); `gerunds` are ends of verbs that no noun
    has ("accus*ant*").
    `contractions` undoes prepositions fused with an article ("vom": "von", "aux": "à").
    """

    reflexive: tuple[str, ...]
    negation: tuple[str, ...]
    future: tuple[str, ...]
    conditional_mood: tuple[str, ...]
    conditional: tuple[str, ...]
    purpose: tuple[str, ...]
    alleged: tuple[str, ...]
    according_to: tuple[str, ...]
    according_after: tuple[str, ...]
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    almost: tuple[str, ...] = ()
    interested: tuple[str, ...] = ()
    too_early: tuple[str, ...] = ()
    sequel: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    verge: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    deserved: tuple[str, ...] = ()
    inverted: tuple[str, ...] = ()
    future_in_past: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    obligation: tuple[str, ...] = ()
    circumstance: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    anybody: tuple[str, ...] = ()
    destined: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    both: tuple[str, ...]
    infinitive: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    drops_subject: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    gerunds: tuple[str, ...] = ()
    contractions: dict[str, str] = {}


class CueDates(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of dates.

    `relative` counts days from the publication ("yesterday": -1); `in_year` are words beside a year
    that make it one ("in", "году"); `since` stands before a day when what still goes on began,
    `until` before one when it ends;
    `ago` stands behind a number of days, `ago_before` before it; `vague` are phrases for times that
    nobody fixes ("in the near future").
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, int]
    last: tuple[str, ...]
    next: tuple[str, ...]
    this: tuple[str, ...]
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    week: tuple[str, ...]
    month: tuple[str, ...]
    year: tuple[str, ...]
    ordinal_suffixes: tuple[str, ...]
    future: tuple[str, ...]
    past: tuple[str, ...]
    in_year: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    ago_before: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    numbers: dict[str, int] = {}


class CueHistory(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of times before there was news.

    `in_year` are words beside a year before 1900 that make it one, fewer than those of `dates`, as
    such a number is often a count; `at` are prepositions that say when something was done, not of
    when a thing is ("in 1632", not "of 1632"); `ordinals` number centuries ("sixteenth");
    `before_christ` are phrases behind a number or its year; `ages` are phrases for the Middle Ages
    and before.
    """

    in_year: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    centuries: tuple[str, ...] = ()
    ordinals: dict[str, int] = {}
    before_christ: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()


class CueText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words by which the text room knows sentence ends and boilerplate lines.

    `before_ordinals` are words behind which a number with a point is an ordinal ("das 18. Paket").
    `apostrophe` is "letter" (within a word), "clitic" (begins one: "'s") or "elision" (ends one:
    "l'"); `split_hyphens` says whether the parts of "US-led" are words of their own.
    """

    abbreviations: tuple[str, ...]
    advertisement: tuple[str, ...]
    source_line: tuple[str, ...]
    comments: tuple[str, ...]
    read_also: tuple[str, ...]
    share: tuple[str, ...]
    photo_credit: tuple[str, ...]
    caption_marks: tuple[str, ...]
    before_ordinals: tuple[str, ...] = ()
    apostrophe: str = "letter"
    split_hyphens: bool = False


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """cues.yaml: everything about a language that is neither an act nor a name."""

    name: str
    verbs: CueVerbs
    nouns: CueNouns
    words: CueWords
    dates: CueDates
    history: CueHistory = CueHistory()
    text: CueText
    topics: dict[str, tuple[str, ...]]


class Profile(Protocol):
    """The algorithms particular to one language."""

    def fold(self, form: str) -> str:
        """The spelling under which a form is looked up (lower case, е for ё, one apostrophe)."""
        ...

    def tails(self, form: str) -> Iterable[str]:
        """Shorter folded forms to try when a folded form is unknown, longest first.

        German: "waffenlieferungen" -> "lieferungen"; most languages: what follows a hyphen.
        """
        ...

    def tense(self, form: str) -> str | None:
        """ "Fut", "Cnd", "Past" or "Inf" if the ending of a folded verb form says so, whatever the
        parser thinks.

        French: "rencontrera" -> "Fut", "aurait" -> "Cnd"; German: "empfing" -> "Past". None where
        endings tell nothing.
        """
        ...
