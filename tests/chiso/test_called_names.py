"""What people call indices, components, subjects and rows of facts."""

import pytest

from chiso.names import UnknownName, component_or_own, index_named, key_named, subject_named
from normalize.errors import UserError
from normalize.reference import load

REFERENCE = load()

INDICES = [("PAR_INDEX", "PAR_INDEX"), ("par index", "PAR_INDEX"), ("Par-Index", "PAR_INDEX"), ("pci", "PCI"),
           ("Chỉ số CCHC", "PAR_INDEX"), ("chi so cchc", "PAR_INDEX")]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), INDICES)
def test_indices(text: str, wanted: str) -> None:
    assert index_named(text, REFERENCE).id == wanted


SUBJECTS = [
    ("province/son-la", "province/son-la"), ("Sơn La", "province/son-la"), ("son la", "province/son-la"),
    ("SON-LA", "province/son-la"), ("Bộ Tư pháp", "ministry/bo-tu-phap"), ("bo-tu-phap", "ministry/bo-tu-phap"),
    ("region/tay-nguyen", "region/tay-nguyen"), ("Tây Nguyên", "region/tay-nguyen"), ("national", "national"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SUBJECTS)
def test_subjects(text: str, wanted: str) -> None:
    assert subject_named(text, REFERENCE) == wanted


KEYS = [
    ("province/son-la:PAR_INDEX:2023", "province/son-la:PAR_INDEX:2023"),
    (" Sơn La : par index : 2023", "province/son-la:PAR_INDEX:2023"),
    ("son-la:PAR_INDEX/the-che:2023", "province/son-la:PAR_INDEX/the-che:2023"),
    ("son-la:PAR_INDEX/own-slug:2023", "province/son-la:PAR_INDEX/own-slug:2023"),
]


@pytest.mark.parametrize(("text", "wanted"), KEYS)
def test_keys(text: str, wanted: str) -> None:
    assert key_named(text, REFERENCE) == wanted


@pytest.mark.parametrize("year", ["²", "0", "99999", "0001", ""])
def test_no_year_makes_no_key(year: str) -> None:
    with pytest.raises(UserError, match="no key"):
        key_named(f"Sơn La:PAR_INDEX:{year}", REFERENCE)


def test_components_of_the_reference_data_or_of_a_source() -> None:
    par = index_named("PAR_INDEX", REFERENCE)
    assert component_or_own(None, par, ()) is None
    assert component_or_own("Cải cách thể chế", par, ()) == "the-che"
    assert component_or_own("Tiêu chí lạ", par, {"tieu-chi-la"}) == "tieu-chi-la"
    with pytest.raises(UnknownName):
        component_or_own("Tiêu chí lạ", par, ())


def test_what_is_not_known_offers_what_is_like_it() -> None:
    with pytest.raises(UnknownName) as caught:
        index_named("SIPASX", REFERENCE)
    assert "SIPAS" in caught.value.to_do
    with pytest.raises(UnknownName) as caught:
        subject_named("Quảng Nin", REFERENCE)
    assert "province/quang-ninh" in caught.value.to_do
