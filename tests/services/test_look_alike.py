"""Who looks the same where names are masked is told apart by the animal of her year."""

from __future__ import annotations

import pytest

from kiosk.services.look_alike import ANIMALS, animal_of, tell_apart
from sync.standard.residents import Personal, Resident


def somebody(name: str, birth: str, group: str = "one") -> Resident:
    return Resident(f"{name}.{birth}", Personal(number="", name=name, group=group, birth=birth))


@pytest.mark.parametrize(
    ("birth", "animal"),
    [
        ("1946-02-01", "rooster"),
        ("1946-02-02", "dog"),  # the first day of the moon's year
        ("1952-07-19", "dragon"),
        ("2000-02-04", "rabbit"),  # after the beginning of spring, before the new year
        ("2000-02-05", "dragon"),
        ("", ""),
    ],
)
def test_the_moon_s_year_counts(birth: str, animal: str) -> None:
    assert animal_of(birth) == animal


def test_twelve_years_have_twelve_animals() -> None:
    assert tuple(animal_of(f"{year}-06-01") for year in range(1948, 1960)) == ANIMALS


def test_only_who_looks_the_same_is_told_more_of() -> None:
    people = [
        somebody("沈玉珍", "1944-09-18"),
        somebody("沈雅珍", "1951-09-18"),
        somebody("沈玉珍", "1944-09-18", "two"),
        somebody("沈玉兰", "1944-09-18"),
    ]
    assert tell_apart(people) == ["monkey", "rabbit", "", ""]
