"""Soft failures: told from articles that speak of the same things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.outcome import Outcome
from crawlers.soft import soft_failure

LONG = "Hội nghị đánh giá việc vận hành, bảo trì hệ thống thông tin của tỉnh trong năm. " * 30


def page(title: str, text: str) -> str:
    return f"<html><head><title>{title}</title></head><body><nav>Đăng nhập</nav><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("404 - Cổng thông tin", "Trang chủ" * 20, Outcome.NOT_FOUND_PAGE),
        ("Cổng thông tin | Không tìm thấy trang", "Về trang chủ", Outcome.NOT_FOUND_PAGE),
        ("Sơn La", "Bài viết bạn tìm không tồn tại hoặc đã bị xóa.", Outcome.NOT_FOUND_PAGE),
        ("Đăng nhập - Cổng thông tin", "Tên Mật khẩu", Outcome.LOGIN),
        ("Just a moment...", "", Outcome.CHALLENGE),
        ("Website đang được bảo trì", "Mời quay lại", Outcome.MAINTENANCE),
        ("Tin", "Ok", Outcome.TINY),
    ],
)
def test_they_are_told(title: str, text: str, kind: Outcome) -> None:
    html = page(title, text)
    assert soft_failure(html, html.encode()) is kind


@pytest.mark.parametrize(
    "title",
    [
        "Nâng cấp hệ thống một cửa của tỉnh",
        "Bảo trì hệ thống đường bộ: Sơn La xếp thứ 5",
        "Người dân đăng nhập một lần cho mọi dịch vụ công",
        "Vì sao doanh nghiệp không tìm thấy mặt bằng?",
        "Xếp thứ 404 cả nước",
    ],
)
def test_an_article_about_them_is_none(title: str) -> None:
    html = page(title, LONG)
    assert soft_failure(html, html.encode()) is None


@given(st.text(max_size=300))
def test_any_page_gets_an_answer(text: str) -> None:
    assert soft_failure(text, text.encode("utf-8", "ignore")) in {None, *Outcome}
