"""Words that say nothing of who somebody is, and short writings of long words.

All without marks unless said otherwise. An agency adds a line here when it meets another.
"""

#: Words of address, ranks, degrees and offices that stand before a name, with marks and without.
#: Single ones that are also names (chu, mai) are listed with marks and only so.
TITLES: tuple[str, ...] = (
    *("ông", "bà", "cô", "chú", "anh", "chị", "em", "bác", "thầy", "cụ", "dì", "cậu", "mẹ", "má"),
    *("mr", "mrs", "ms", "đ/c", "đ c", "đc", "đồng chí", "cháu", "o", "mợ", "thím", "dượng"),
    *("bs", "bác sĩ", "bác sỹ", "bscki", "bsckii", "bsck i", "bsck ii", "bs ck1", "bs ck2"),
    *("ths", "thạc sĩ", "thạc sỹ", "ts", "tiến sĩ", "tiến sỹ", "gs", "giáo sư", "pgs"),
    *("phó giáo sư", "ks", "kỹ sư", "kĩ sư", "ds", "dược sĩ", "cn", "cử nhân", "ktv", "đd"),
    *("điều dưỡng", "luật sư", "ls", "gv", "giáo viên", "thầy giáo", "cô giáo", "nhà giáo"),
    *("nhà báo", "nhà văn", "nhạc sĩ", "nhạc sỹ", "họa sĩ", "họa sỹ", "ca sĩ", "ca sỹ"),
    *("nsưt", "nsnd", "ngưt", "ngnd", "nnưt", "nnnd", "ttưt", "ttnd", "nsut", "ngut", "nnut"),
    *("nghệ sĩ ưu tú", "nghệ sĩ nhân dân", "nhà giáo ưu tú", "nhà giáo nhân dân"),
    *("nghệ nhân ưu tú", "nghệ nhân nhân dân", "thầy thuốc ưu tú", "thầy thuốc nhân dân"),
    *("nghệ nhân", "già làng", "trưởng thôn", "trưởng bản", "bí thư", "bí thư chi bộ"),
    *("chủ tịch", "phó chủ tịch", "ct", "pct", "giám đốc", "gđ", "phó giám đốc", "hiệu trưởng"),
    *("phó hiệu trưởng", "chi hội trưởng", "tổ trưởng", "trưởng ban", "phó ban", "trưởng phòng"),
    *("linh mục", "lm", "đại đức", "thượng tọa", "hòa thượng", "ni sư", "sư cô", "mục sư"),
    *("anh hùng lao động", "anh hùng", "ahlđ", "ahll", "anh hùng llvt", "bà mẹ việt nam anh hùng"),
    *("mẹ vnah", "bà mẹ vnah", "mẹ việt nam anh hùng", "bmvnah", "thương binh", "ccb"),
    *("cựu chiến binh", "cựu thanh niên xung phong", "ctnxp", "hộ", "hộ ông", "hộ bà"),
    *("gia đình", "gia đình ông", "gia đình bà", "gđ ông", "gđ bà", "vợ chồng", "em học sinh"),
    *("học sinh", "sinh viên", "sv", "hs", "đoàn viên", "đảng viên", "hội viên", "chủ tàu"),
    *("thuyền trưởng", "ngư dân", "nông dân", "công nhân", "chiến sĩ", "chiến sỹ", "nhân viên"),
    *("thiếu úy", "trung úy", "thượng úy", "đại úy", "thiếu tá", "trung tá", "thượng tá"),
    *("đại tá", "thiếu tướng", "trung tướng", "thượng tướng", "đại tướng", "binh nhất"),
    *("binh nhì", "hạ sĩ", "trung sĩ", "thượng sĩ", "hạ sỹ", "trung sỹ", "thượng sỹ"),
    *("1/", "2/", "3/", "4/", "u 2", "lương y", "y sĩ", "y sỹ", "doanh nhân", "chủ tịch hội"),
)

#: Surnames after which a single word of address is taken as such also where no marks are typed.
SURNAMES = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "huynh",
        "hoang",
        "phan",
        "vo",
        "vu",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "li",
        "dinh",
        "lam",
        "mai",
        "truong",
        "trinh",
        "doan",
        "cao",
        "luu",
        "ta",
        "to",
        "ha",
        "thai",
        "chau",
        "quach",
        "tu",
        "kieu",
        "bach",
        "mau",
        "kator",
        "chamalea",
        "tro",
        "pi",
        "da",
        "thach",
        "luong",
        "vuong",
        "trieu",
        "dao",
        "nghiem",
        "la",
        "tang",
        "phung",
        "dam",
        "lo",
        "lu",
        "khuc",
        "tong",
        "nong",
        "hua",
        "giang",
        "ton",
        "quan",
        "uong",
        "tieu",
        "quang",
        "son",
        "kim",
        "danh",
        "hang",
        "sung",
        "giap",
        "vi",
        "hoa",
        "an",
        "han",
        "ma",
        "diep",
        "khong",
        "cham",
        "ka",
        "po",
        "cha",
        "bo",
        "tau",
        "chu",
        "ong",
    ]
)

#: Short writings in names of bodies and in accounts.
ABBREVIATIONS: dict[str, str] = {
    "htx": "hop tac xa", "thtx": "to hop tac xa", "tht": "to hop tac", "clb": "cau lac bo",
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc",
    "ubmttq": "uy ban mat tran to quoc", "ubmt": "uy ban mat tran", "mt": "mat tran",
    "tdp": "to dan pho", "kdc": "khu dan cu", "kp": "khu pho", "bqt": "ban quan tri",
    "thcs": "trung hoc co so", "thpt": "trung hoc pho thong", "th": "tieu hoc", "mn": "mam non",
    "mg": "mau giao", "ptdtnt": "pho thong dan toc noi tru", "gdtx": "giao duc thuong xuyen",
    "ptdtbt": "pho thong dan toc ban tru", "dh": "dai hoc", "cd": "cao dang", "tc": "trung cap",
    "tnhh": "trach nhiem huu han", "cp": "co phan", "cty": "cong ty", "ct": "cong ty",
    "mtv": "mot thanh vien", "dntn": "doanh nghiep tu nhan", "dn": "doanh nghiep",
    "tm": "thuong mai", "dv": "dich vu", "sx": "san xuat", "xd": "xay dung", "ks": "khach san",
    "xnk": "xuat nhap khau", "nn": "nong nghiep", "ptnt": "phat trien nong thon",
    "ccb": "cuu chien binh", "lhpn": "lien hiep phu nu", "pn": "phu nu", "hnd": "hoi nong dan",
    "hpn": "hoi phu nu", "hlhpn": "hoi lien hiep phu nu", "nd": "nong dan", "hccb":
    "hoi cuu chien binh", "dtn": "doan thanh nien", "tn": "thanh nien",
    "tncs": "thanh nien cong san", "hcm": "ho chi minh", "tphcm": "thanh pho ho chi minh",
    "tnxp": "thanh nien xung phong", "nct": "nguoi cao tuoi", "ctd": "chu thap do",
    "hctd": "hoi chu thap do", "ldld": "lien doan lao dong", "cd cs": "cong doan co so",
    "bv": "benh vien", "bvdk": "benh vien da khoa", "dk": "da khoa", "tyt": "tram y te",
    "ttyt": "trung tam y te", "tt": "trung tam", "ttvh": "trung tam van hoa", "bp": "bien phong",
    "bdbp": "bo doi bien phong", "qs": "quan su", "bchqs": "ban chi huy quan su",
    "bch": "ban chi huy", "llvt": "luc luong vu trang", "antt": "an ninh trat tu",
    "gd": "giao duc", "gddt": "giao duc dao tao", "vhtt": "van hoa the thao",
    "tdtt": "the duc the thao", "vh": "van hoa", "tctm": "to chuc tin mat", "vsmt":
    "ve sinh moi truong", "tkvv": "tiet kiem vay von", "tk": "tiet kiem", "vv": "vay von",
    "bctmt": "ban cong tac mat tran", "btd": "ban thi dua", "tdkt": "thi dua khen thuong",
    "csgt": "canh sat giao thong", "pccc": "phong chay chua chay", "gt": "giao thong",
    "ntm": "nong thon moi", "ddk": "dai doan ket", "dtts": "dan toc thieu so", "hs": "hoc sinh",
    "gv": "giao vien", "cstd": "chien si thi dua", "cstdcs": "chien si thi dua co so",
    "ldtt": "lao dong tien tien", "hsg": "hoc sinh gioi", "sxkd": "san xuat kinh doanh",
    "tr": "trieu", "trd": "trieu dong", "vnd": "dong", "met vuong": "m2", "tp": "thanh pho",
    "tx": "thi xa", "q": "quan", "h": "huyen", "p": "phuong", "x": "xa", "tnv": "tinh nguyen vien",
    "hgd": "ho gia dinh", "sv": "sinh vien", "dvtn": "doan vien thanh nien", "bld": "ban lanh dao",
}  # fmt: skip

#: Words that bind and say nothing: left out of names of bodies before they are compared.
BINDING = frozenset(["va", "cua", "tai", "o", "thuoc", "tren", "dia", "ban"])

#: Short writings of surnames and middle names: 'Ng. T. Hoa'. Only before other syllables.
SHORT_NAMES = {"ng": "nguyen", "ngn": "nguyen", "nguy": "nguyen", "tr": "tran", "ph": "pham",
               "hg": "hoang", "hgh": "huynh", "hnh": "huynh", "t": "thi", "v": "van"}  # fmt: skip

#: Kinds of administrative units before their name, in every writing; longest first when read.
COMMUNE_KINDS = {
    "phuong": "phuong", "p": "phuong", "ph": "phuong", "xa": "xa", "x": "xa",
    "thi tran": "tt", "tt": "tt", "t t": "tt", "dac khu": "dk", "dk": "dk",
    "thi xa": "tx", "tx": "tx", "thanh pho": "tp", "tp": "tp", "quan": "q", "huyen": "h",
}  # fmt: skip

#: What people write for the kind of a nomination → one of person, household, collective.
KINDS = {
    "person": "person", "individual": "person", "ca nhan": "person", "cn": "person",
    "nguoi": "person", "p": "person", "collective": "collective", "tap the": "collective",
    "tt": "collective", "group": "collective", "organisation": "collective", "c": "collective",
    "organization": "collective", "to chuc": "collective", "don vi": "collective",
    "household": "household", "ho gia dinh": "household", "gia dinh": "household",
    "ho": "household", "family": "household",
}  # fmt: skip

#: Parts of all people that bear a surname or a usual middle name, about.
SHARES = {
    "nguyen": 0.38, "tran": 0.11, "le": 0.095, "pham": 0.07, "huynh": 0.03, "hoang": 0.03,
    "phan": 0.045, "vo": 0.025, "vu": 0.015, "dang": 0.02, "bui": 0.02, "do": 0.014, "ho": 0.013,
    "ngo": 0.013, "duong": 0.01, "thi": 0.3, "van": 0.25,
}  # fmt: skip

#: How names of bodies begin.
BODIES = frozenset(
    [
        *("hop tac", "to hop", "to dan", "to tu", "to tiet", "to tau", "to doan", "cau lac"),
        *("chi hoi", "chi doan", "chi bo", "truong tieu", "truong trung", "truong mam"),
        *(
            "truong mau",
            "truong pho",
            "truong dai",
            "truong cao",
            "cong ty",
            "cong an",
            "cong doan",
        ),
        *(
            "doi tinh",
            "doi van",
            "doi dan",
            "doi xung",
            "ban cong",
            "ban chi",
            "ban nhan",
            "ban quan",
        ),
        *("tram y", "uy ban", "hoi nong", "hoi phu", "hoi lien", "hoi cuu", "hoi chu", "hoi nguoi"),
        *("hoi khuyen", "doan thanh", "nhom thien", "nhom tinh", "benh vien", "trung tam"),
        *("mat tran", "lien doan", "so giao", "so y", "so noi", "don bien", "doanh nghiep"),
        *("khu pho", "khu dan", "dang bo", "dang uy", "phong giao", "phong van", "bo chi"),
    ]
)
