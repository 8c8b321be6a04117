"""Which cards keep failing: the one list of them, for figures, study and commands."""

from __future__ import annotations

from trainer.progress.store import Store
from trainer.progress.summary import HardCard
from trainer.tutor.loaded import Loaded


def failing_of(store: Store, loaded: Loaded) -> tuple[HardCard, ...]:
    """The deck's cards that keep failing, the most often failed first.

    A card that the deck has no more, or whose fact says something else by now, is none of them.
    """
    cards = loaded.cards
    return tuple(
        hard
        for hard in store.failing(loaded.deck.id)
        if (name := hard.name.card) in cards and hard.fingerprint in ("", cards[name].fingerprint)
    )
