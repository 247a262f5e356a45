"""PLOVER: one JSON object a line, after the manual; what it has no field for is `dragoman_…`."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.export.layout import DEFAULTS, Malformed, Options, day_of
from dragoman.export.shape import OURS, Entity, Happening, Own, Spot
from dragoman.model import Account, Basis, LexiconError, Precision, Stance, Status
from dragoman.ontology import Crosswalk

NAME = "plover"
SECTOR = 3  # letters of a sector
# The manual's auxiliary modes, which it says should be carried in `context`.
AUXILIARY = {
    Status.DENIED: "negation",
    Status.HYPOTHETICAL: "hypothetical",
    Status.REQUESTED: "hypothetical",
    Status.PLANNED: "future",
}
HISTORICAL = "historical"
COUNTRY = 1  # resolution of a place of which the country is known


class EntityRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """An entity; names of an example in the manual are read too."""

    code: str | None = None
    sector: str | None = None
    entity_text: str | None = None
    identifier_id: str | None = None
    identifier_text: str | None = None
    office: str | None = None
    raw_text: str | None = None
    entity_name: str | None = None
    wikidata_id: str | None = None
    country_name: str | None = None
    sector_code: str | None = None
    other_sector_codes: tuple[str, ...] = ()


class PlaceRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A location, in Mordecai's shape."""

    extracted_place: str | None = None
    resolved_place: str | None = None
    geonameid: str | int | None = None
    lat: float | None = None
    lon: float | None = None
    city: str | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    country_code: str | None = None
    resolution: int | None = None


class TextRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the coded text stands in its document."""

    sequence: int | None = None
    start: int | None = None
    end: int | None = None


class CitationRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which report, and by which code book."""

    citation: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    publication: str | None = None
    codebook: str | None = None
    version: str | None = None


class EvidenceRecord(msgspec.Struct, frozen=True):
    """The words of one account, and who claims it."""

    document: str
    claim: str
    text: str
    start: int
    end: int
    trigger: str
    claimant: str | None
    status: str


class PloverRecord(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A record; the first five fields are demanded, and the recipient by some types."""

    id: str
    date: str
    actor: tuple[EntityRecord, ...]
    recipient: tuple[EntityRecord, ...] = ()
    event: tuple[str, ...]
    enddate: str | None = None
    quad_code: int | None = None
    event_scale: float | None = None
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    event_text: tuple[str, ...] = ()
    event_loc: PlaceRecord | None = None
    text: str | None = None
    text_info: TextRecord | None = None
    cite_info: CitationRecord | None = None
    coder: str | None = None
    comment: str | None = None
    dragoman_of: str | None = None
    dragoman_act: str | None = None
    dragoman_cameo: str | None = None
    dragoman_status: str | None = None
    dragoman_mutual: bool = False
    dragoman_date_basis: str | None = None
    dragoman_date_precision: str | None = None
    dragoman_published: str | None = None
    dragoman_claimant: tuple[str | None, ...] = ()
    dragoman_claim_stance: str | None = None
    dragoman_topics: tuple[str, ...] = ()
    dragoman_confidence: float | None = None
    dragoman_origins: int | None = None
    dragoman_document_hash: tuple[str, ...] = ()
    dragoman_evidence: tuple[EvidenceRecord, ...] = ()
    dragoman_schemes: dict[str, str] = {}


class Plover:
    """Happenings as PLOVER's records and back."""

    def __init__(self, walk: Crosswalk, options: Options = DEFAULTS) -> None:
        self._walk = walk
        self._options = options
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(PloverRecord).decode
        self._contexts = frozenset(AUXILIARY.values()) | {HISTORICAL}

    def write(self, happening: Happening) -> str:
        """The line of a happening that has a day."""
        return self._encode(self.record(happening)).decode() + "\n"

    def read(self, line: str) -> Happening:
        """The happening of a line.

        Raises:
            Malformed: it is no record of PLOVER.
        """
        try:
            return self._happening(self._decode(line))
        except msgspec.MsgspecError as error:
            raise Malformed(str(error)) from None
        except LexiconError as error:
            raise Malformed(str(error)) from None

    def record(self, happening: Happening) -> PloverRecord:
        """The record of a happening that has a day."""
        own, start, end = happening.own, happening.start, happening.end
        assert start is not None  # what has no day is left out before
        lead = next(iter(happening.accounts), None)
        # What both do to each other has both on both sides where a recipient is demanded.
        both = happening.mutual and self._walk.takes_recipient(happening.type)
        recipients = happening.actors if both else happening.recipients
        return PloverRecord(
            id=happening.id,
            date=start.isoformat(),
            enddate=end.isoformat() if end not in (None, start) and end is not None else None,
            actor=tuple(map(self._side, happening.actors)),
            recipient=tuple(map(self._side, recipients)),
            event=(happening.type,),
            quad_code=happening.quad,
            event_scale=happening.score,
            mode=happening.modes,
            context=(*happening.contexts, *self._auxiliary(happening)),
            event_text=tuple(dict.fromkeys(a.claim.trigger.text for a in happening.accounts)),
            event_loc=self._place(happening.spot),
            text=None if lead is None else lead.claim.evidence.text,
            text_info=_text_info(happening, lead),
            cite_info=self._citation(happening, lead),
            coder=self._options.program,
            dragoman_of=own.of if own else None,
            dragoman_act=own.act if own else None,
            dragoman_cameo=happening.cameo or None,
            dragoman_status=str(own.status) if own else None,
            dragoman_mutual=happening.mutual,
            dragoman_date_basis=str(own.basis) if own and own.basis else None,
            dragoman_date_precision=str(own.precision) if own and own.precision else None,
            dragoman_published=happening.published.isoformat() if happening.published else None,
            dragoman_claimant=own.claimants if own else (),
            dragoman_claim_stance=str(own.stance) if own and own.stance else None,
            dragoman_topics=own.topics if own else (),
            dragoman_confidence=own.confidence if own else None,
            dragoman_origins=own.origins if own else None,
            dragoman_document_hash=own.documents if own else (),
            dragoman_evidence=tuple(map(_evidence, happening.accounts)),
            dragoman_schemes=dict(self._walk.schemes),
        )

    def _happening(self, record: PloverRecord) -> Happening:
        if len(record.event) != 1:
            raise Malformed(f"{len(record.event)} types in one record, not one")
        asked = tuple(c for c in record.context if c not in self._contexts)
        codes = self._walk.normal(record.event[0], record.mode, asked)
        kind = codes.type
        cameo = record.dragoman_cameo or (
            self._walk.plover_to_cameo(kind, codes.modes, codes.contexts) if kind else ""
        )
        start = day_of(record.date)
        cited = record.cite_info or CitationRecord()
        told = record.text_info or TextRecord()
        return Happening(
            layout=OURS if record.dragoman_of else NAME,
            id=record.id,
            start=start,
            end=day_of(record.enddate) if record.enddate else start,
            type=kind,
            modes=codes.modes,
            contexts=codes.contexts,
            cameo=cameo,
            quad=record.quad_code,
            score=record.event_scale,
            actors=tuple(map(self._entity, record.actor)),
            recipients=() if record.dragoman_mutual else tuple(map(self._entity, record.recipient)),
            mutual=record.dragoman_mutual,
            spot=self._spot(record.event_loc),
            publisher=cited.publication,
            published=day_of(record.dragoman_published) if record.dragoman_published else None,
            language=cited.language,
            source=cited.url or cited.citation,
            sentence=told.sequence,
            own=_own(record),
        )

    def _auxiliary(self, happening: Happening) -> Iterable[str]:
        """The auxiliary mode of what has not happened: none where the type says so already."""
        status = None if happening.own is None else happening.own.status
        if status is Status.PLANNED and self._walk.announced(happening.type):
            return ()
        return (AUXILIARY[status],) if status in AUXILIARY else ()

    def _side(self, entity: Entity) -> EntityRecord:
        country = self._walk.countries.get(entity.country or "")
        body = self._walk.walks.organisations.get(entity.group or "")
        kinds = (s for s in entity.sectors if s in self._walk.walks.international)
        code = body.plover if body is not None else next(kinds, None)
        if country is not None:
            code = country.plover
        sectors = [s for s in entity.sectors if s != code]
        if country is not None and country.partly and self._walk.walks.partly not in sectors:
            sectors.append(self._walk.walks.partly)
        return EntityRecord(
            code=code,
            sector="".join(sectors[:2]) or None,
            entity_text=entity.text,
            entity_name=entity.name,
            identifier_text=entity.identity,
            office=entity.office,
        )

    def _entity(self, record: EntityRecord) -> Entity:
        code = record.code or ""
        country = self._walk.countries.code(code)
        if country is None and record.country_name:
            country = self._walk.countries.of_name(record.country_name)
        joined = record.sector or ""
        sectors = [joined[i : i + SECTOR] for i in range(0, len(joined), SECTOR)]
        sectors += [s for s in (record.sector_code, *record.other_sector_codes) if s]
        if country is None and code in self._walk.walks.international:
            sectors.insert(0, code)
        return Entity(
            name=record.entity_name,
            country=country,
            group=None if country else _group(record) or code or None,
            sectors=tuple(dict.fromkeys(sectors)),
            office=record.office,
            text=record.entity_text or record.raw_text,
            identity=record.identifier_text or record.identifier_id or record.wikidata_id,
        )

    def _place(self, spot: Spot | None) -> PlaceRecord | None:
        if spot is None:
            return None
        country = self._walk.countries.get(spot.country or "")
        return PlaceRecord(
            extracted_place=spot.text,
            resolved_place=spot.name,
            geonameid=spot.geonames,
            lat=spot.latitude,
            lon=spot.longitude,
            city=spot.city,
            district=spot.district,
            province=spot.province,
            country=None if country is None else country.name,
            country_code=None if country is None else country.plover,
            resolution=COUNTRY if country is not None and spot.city is None else None,
        )

    def _spot(self, record: PlaceRecord | None) -> Spot | None:
        if record is None:
            return None
        return Spot(
            country=self._walk.countries.code(record.country_code or ""),
            name=record.resolved_place,
            city=record.city,
            district=record.district,
            province=record.province,
            latitude=record.lat,
            longitude=record.lon,
            geonames=None if record.geonameid is None else str(record.geonameid),
            text=record.extracted_place,
        )

    def _citation(self, happening: Happening, lead: Account | None) -> CitationRecord:
        source = happening.source
        web = source is not None and "://" in source
        return CitationRecord(
            citation=None if web else source,
            url=source if web else None,
            title=None if lead is None else lead.heading.title,
            language=happening.language,
            publication=happening.publisher,
            codebook=self._walk.schemes["types"],
            version=self._options.program,
        )


def _group(record: EntityRecord) -> str | None:
    """The short name of an organisation in our own id of it."""
    identity = record.identifier_text or ""
    return identity.removeprefix("org:").partition("/")[0] if identity[:4] == "org:" else None


def _text_info(happening: Happening, lead: Account | None) -> TextRecord | None:
    if lead is None:
        return None
    evidence = lead.claim.evidence
    return TextRecord(happening.sentence, evidence.start, evidence.end)


def _evidence(account: Account) -> EvidenceRecord:
    claim, claimant = account.claim, account.claim.claimant
    party = None if claimant is None else claimant.party
    voice = "" if claimant is not None else None
    return EvidenceRecord(
        document=account.heading.id,
        claim=claim.id,
        text=claim.evidence.text,
        start=claim.evidence.start,
        end=claim.evidence.end,
        trigger=claim.trigger.text,
        claimant=voice if party is None else party.actor.party or party.actor.id,
        status=str(claim.status),
    )


def _own(record: PloverRecord) -> Own | None:
    if record.dragoman_of is None or record.dragoman_status is None:
        return None
    basis, precision = record.dragoman_date_basis, record.dragoman_date_precision
    stance = record.dragoman_claim_stance
    try:
        return Own(
            of=record.dragoman_of,
            act=record.dragoman_act or "",
            status=Status(record.dragoman_status),
            basis=None if basis is None else Basis(basis),
            precision=None if precision is None else Precision(precision),
            claimants=record.dragoman_claimant,
            stance=None if stance is None else Stance(stance),
            topics=record.dragoman_topics,
            confidence=record.dragoman_confidence,
            origins=record.dragoman_origins or 1,
            documents=record.dragoman_document_hash,
        )
    except ValueError as error:
        raise Malformed(str(error)) from None
