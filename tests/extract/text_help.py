"""What the tests of text files share."""

from extract.plain import read

LONG = (
    "Theo kết quả công bố sáng nay, chỉ số cải cách hành chính năm 2024 của tỉnh Sơn La đạt 90,02%, tăng "
    "1,36% so với năm 2023 và xếp thứ 12 trên 63 tỉnh, thành phố. Trong vùng Trung du và miền núi phía Bắc, "
    "tỉnh đứng thứ 4 trên 14 tỉnh. Lãnh đạo tỉnh cho rằng kết quả ấy có được nhờ các huyện đã rút ngắn thời "
    "gian giải quyết."
)
OTHER = (
    "Bên cạnh đó, chỉ số hài lòng của người dân năm 2024 đạt 84,05%, tăng 7 bậc và đứng thứ 26. Ông Hà Trung "
    "Chiến đề nghị các sở, ngành xem lại từng tiêu chí còn mất điểm, nhất là việc trả kết quả ở cấp xã."
)


def blocks(text: str) -> list[tuple[str, str]]:
    return [(str(b.kind), text[b.start : b.end]) for b in read(text).blocks]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in blocks(text)]


def table(text: str) -> list[tuple[int, int, str, bool]]:
    return [
        (b.cell.row, b.cell.column, text[b.start : b.end], b.cell.header)
        for b in read(text).blocks
        if b.cell is not None
    ]
