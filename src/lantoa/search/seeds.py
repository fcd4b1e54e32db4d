"""The abbreviations every installation begins with; editors keep the list from then on."""

from collections.abc import Iterable

from lantoa.search import rules

#: Short → what it stands for. Clashes (TT, CT) have a row for each meaning.
ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    ("UBND", "ủy ban nhân dân"), ("HĐND", "hội đồng nhân dân"), ("MTTQ", "mặt trận tổ quốc"),
    ("UBMTTQ", "ủy ban mặt trận tổ quốc"), ("TĐKT", "thi đua khen thưởng"),
    ("BTĐKT", "ban thi đua khen thưởng"), ("HĐTĐKT", "hội đồng thi đua khen thưởng"),
    ("ĐHTT", "điển hình tiên tiến"), ("NTVT", "người tốt việc tốt"),
    ("CSTĐ", "chiến sĩ thi đua"), ("LĐTT", "lao động tiên tiến"),
    ("TTLĐXS", "tập thể lao động xuất sắc"), ("NCUT", "người có uy tín"),
    ("DTTS", "dân tộc thiểu số"), ("HTX", "hợp tác xã"), ("THT", "tổ hợp tác"),
    ("NTM", "nông thôn mới"), ("OCOP", "mỗi xã một sản phẩm"), ("TDP", "tổ dân phố"),
    ("KDC", "khu dân cư"), ("KT-XH", "kinh tế xã hội"), ("ANTT", "an ninh trật tự"),
    ("ANTQ", "an ninh tổ quốc"), ("QPAN", "quốc phòng an ninh"), ("CCB", "cựu chiến binh"),
    ("LHPN", "liên hiệp phụ nữ"), ("PN", "phụ nữ"), ("TNCS", "thanh niên cộng sản"),
    ("ĐVTN", "đoàn viên thanh niên"), ("LĐLĐ", "liên đoàn lao động"),
    ("CBCC", "cán bộ công chức"), ("CBCCVC", "cán bộ công chức viên chức"),
    ("TH", "tiểu học"), ("THCS", "trung học cơ sở"), ("THPT", "trung học phổ thông"),
    ("MN", "mầm non"), ("GDĐT", "giáo dục đào tạo"), ("GD&ĐT", "giáo dục và đào tạo"),
    ("BHYT", "bảo hiểm y tế"), ("BHXH", "bảo hiểm xã hội"), ("SXKD", "sản xuất kinh doanh"),
    ("CLB", "câu lạc bộ"), ("TT", "thông tư"), ("TT", "thị trấn"), ("CT", "chỉ thị"),
    ("KH", "kế hoạch"), ("QĐ", "quyết định"), ("NQ", "nghị quyết"), ("NĐ", "nghị định"),
    ("TTg", "thủ tướng chính phủ"), ("CP", "chính phủ"), ("TW", "trung ương"),
    ("CNTT", "công nghệ thông tin"), ("CĐS", "chuyển đổi số"), ("PCCC", "phòng cháy chữa cháy"),
    ("PCTT", "phòng chống thiên tai"), ("BVMT", "bảo vệ môi trường"), ("VSMT", "vệ sinh môi trường"),
    ("ATGT", "an toàn giao thông"), ("TP", "thành phố"), ("TX", "thị xã"),
    ("BCH", "ban chấp hành"), ("BTV", "ban thường vụ"), ("DN", "doanh nghiệp"),
    ("NLĐ", "người lao động"), ("NCT", "người cao tuổi"), ("NKT", "người khuyết tật"),
    ("TBLS", "thương binh liệt sĩ"), ("BNN", "bộ nông nghiệp"), ("SNV", "sở nội vụ"),
)  # fmt: skip


def glossary() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The list above as search uses it: folded writings → what each may stand for, both ways."""
    return both_ways(ABBREVIATIONS)


def both_ways(
    pairs: Iterable[tuple[str, str]],
) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Short and long writings in folded form, each leading to the other."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for short, long in pairs:
        one, other = tuple(rules.folded_words(short)), tuple(rules.folded_words(long))
        if one and other and one != other:
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return {words: tuple(dict.fromkeys(others)) for words, others in found.items()}
