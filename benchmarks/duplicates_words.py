"""Words from which `duplicates_corpus` makes people, units and deeds. All invented."""

SURNAMES = (
    "Nguyễn Trần Lê Phạm Huỳnh Phan Võ Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Hoàng Trương Đinh Lâm "
    "Mai Trịnh Đoàn Cao Lưu Tạ Tô Hà Thái Châu Quách Từ Kiều Văn Bạch Mấu Katơr Chamaléa Tro "
    "Pi_Năng Đá_Mài Thạch Lương Vương Triệu Đào Nghiêm La Tăng Ông Phùng"
).split()
MIDDLES_M = "Văn Hữu Đức Minh Quốc Công Xuân Thanh Ngọc Đình Trọng Bá Hoàng Anh Duy Gia".split()
MIDDLES_F = "Thị Ngọc Thị Kim Thu Thanh Thị Mỹ Bích Hồng Như Minh Phương Lan Xuân Hoài".split()
GIVEN_M = (
    "Hùng Hưng Dũng Tuấn Tuân Minh Nam Hải Long Sơn Thành Bình Cường Đức Hiếu Hòa Hoàng Huy Khánh Khoa "
    "Kiên Lâm Lân Lộc Lợi Mạnh Nghĩa Nhân Nhật Phong Phúc Phước Quân Quang Quý Sang Sáng Tâm Tám Tài Tân Tấn Thái "
    "Thắng Thịnh Thuận Tiến Tín Toàn Trí Trung Trường Tú Tùng Vinh Vũ Việt Xuân Ân Bảo Chiến Chung "
    "Cảnh Danh Đạt Định Đồng Giang Hậu Hoan Khải Khôi Liêm Luân Ngà Ninh Oai Phát Rin Sĩ Thạch Thơ "
    "Thủy Tường Ước Vượng Xanh Yên Đông Hạnh Thống Chín Bảy Mười Tư Năm"
).split()
GIVEN_F = (
    "Hoa Lan Hương Hường Hồng Huệ Mai Cúc Đào Loan Nga Nhung Oanh Phượng Quyên Thảo Thu Thư Thủy Trang "
    "Trinh Tuyết Uyên Vân Xuân Yến Hạnh Hiền Hằng Hà Giang Diệp Dung Duyên Bích Chi Châu Anh "
    "Liên Linh Liễu Lý Ly My Mỹ Na Ngân Ngọc Nguyệt Nhi Như Phương Sen Sương Tâm Thanh Thắm Thạnh Thoa "
    "Thơm Thúy Tiên Trâm Trúc Vi Vy Hòe Hậu Lài Lành Lụa Mận Mơ Nở Nụ Thanh Thương Toan Xoan Út "
    "Bảy Tám Chín Hai Tư Quy Khuê Kiều Khánh Hoài"
).split()
TITLES = (
    "Ông;Bà;Anh;Chị;Đ/c;Đồng chí;ông;bà;Cô;Thầy giáo;Cô giáo;BS;Bác sĩ;NSƯT;NGƯT;ThS.;TS.;"
    "Thiếu tá;Đại úy;Thượng tá;Trung tá;Kỹ sư;Già làng;Nghệ nhân;Linh mục;Bí thư chi bộ;CCB;"
    "Cựu chiến binh;Em;Bác;Trưởng thôn;Thượng úy;AHLĐ"
).split(";")
ORGANISATIONS = (
    "Hội Nông dân {c};Hội Phụ nữ {c};Hội Liên hiệp Phụ nữ {c};Hội Cựu chiến binh {c};"
    "Đoàn Thanh niên {c};Ủy ban nhân dân {c};Ủy ban Mặt trận Tổ quốc {c};Trạm Y tế {c};"
    "Công an {c};Ban Chỉ huy Quân sự {c};Trường Tiểu học {s};Trường Trung học cơ sở {s};"
    "Trường Mầm non {s};Trường Trung học phổ thông {s};Công ty Trách nhiệm hữu hạn {s};"
    "Công ty Cổ phần {s};Hợp tác xã Nông nghiệp {s};Bệnh viện Đa khoa {s};Chi bộ thôn {s};"
    "Hội Chữ thập đỏ {c};Hội Người cao tuổi {c};Doanh nghiệp tư nhân {s};Đồn Biên phòng {s};"
    "Hội Khuyến học {c};Trung tâm Văn hóa {s};Sở Giáo dục và Đào tạo;Sở Y tế;Tổ dân phố {n} {s}"
).split(";")
COLLECTIVES = (
    "Tổ hợp tác {g} {s};Hợp tác xã {g} {s};Câu lạc bộ {g} {s};Chi hội Phụ nữ thôn {s};"
    "Chi hội Nông dân thôn {s};Tổ dân phố {n};Tổ tự quản số {n};Trường Tiểu học {s};"
    "Trường Trung học cơ sở {s};Đội tình nguyện {s};Nhóm thiện nguyện {s};Thôn {s};"
    "Chi đoàn thôn {s};Ban Công tác Mặt trận thôn {s};Công ty Trách nhiệm hữu hạn {s};"
    "Tổ tiết kiệm và vay vốn thôn {s};Đội văn nghệ thôn {s};Trạm Y tế {c};Hội Nông dân {c};"
    "Công an {c};Tổ tàu thuyền an toàn {s}"
).split(";")
#: Long writing → short, as offices write it.
ABBREVIATIONS = {
    "Hợp tác xã": "HTX", "Câu lạc bộ": "CLB", "Trung học cơ sở": "THCS",
    "Trung học phổ thông": "THPT", "Ủy ban nhân dân": "UBND", "Mặt trận Tổ quốc": "MTTQ",
    "Trách nhiệm hữu hạn": "TNHH", "Cựu chiến binh": "CCB", "Tổ dân phố": "TDP",
    "Liên hiệp Phụ nữ": "LHPN", "Hội Nông dân": "HND", "Đoàn Thanh niên": "ĐTN",
    "Tiểu học": "TH", "Mầm non": "MN", "Cổ phần": "CP", "Công ty": "Cty", "Bệnh viện": "BV",
    "Trạm Y tế": "TYT", "Giáo dục và Đào tạo": "GD&ĐT", "Chữ thập đỏ": "CTĐ",
    "Biên phòng": "BP", "Doanh nghiệp tư nhân": "DNTN", "Người cao tuổi": "NCT",
    "Đa khoa": "ĐK", "Nông nghiệp": "NN", "Ban Công tác Mặt trận": "BCTMT",
}  # fmt: skip
GOODS = (
    "trồng nho;nuôi dê;trồng táo;nuôi tôm;trồng rong sụn;trồng măng tây;nuôi cừu;trồng hành tím;"
    "nuôi bò;trồng sầu riêng;trồng xoài;dệt thổ cẩm;làm gốm;làm nước mắm;trồng tỏi;nuôi ốc hương;"
    "trồng bưởi;trồng rau sạch;nuôi yến;đan lát;làm muối;trồng lúa giống;nuôi gà thả vườn;"
    "trồng chuối;trồng mía;nuôi cá bớp;trồng điều;trồng keo;trồng nha đam;đan lưới;trồng khoai môn;"
    "nuôi ong;trồng nấm;trồng dưa lưới;trồng hoa lan;đóng tàu cá;làm bánh tráng;nuôi hàu"
).split(";")
SYLLABLES = (
    "an bình phú mỹ tân hòa phước long thành đông sơn hải nam thuận hưng lộc vĩnh thọ xuân thạnh "
    "đại lợi trung chánh nghĩa hiệp khánh ninh diên cam suối cát bầu đá lâm trường giang hà mai "
    "ngọc quang minh đức tâm thiện nhơn tri thủy văn lạc tấn thái bảo gia tiến việt trà phong điền "
    "lương gò dốc xóm cồn rẫy bàu tháp chài núi đảnh hòn mũi vạn thắng"
).split()
#: Deeds: one list a subject, each with several ways to tell the same.
DEEDS = [
    ["Hiến {n} m2 đất làm đường giao thông nông thôn ở thôn {s}",
     "Tự nguyện hiến {n} mét vuông đất để mở đường thôn {s}",
     "Gia đình đã cho {n} m2 đất, giúp thôn {s} có con đường mới"],
    ["Mô hình {g} cho thu nhập {m} triệu đồng mỗi năm, giúp {k} hộ thoát nghèo",
     "Làm giàu từ {g}, thu {m} triệu đồng một năm và giúp đỡ {k} hộ nghèo vươn lên",
     "Nhờ {g} mỗi năm lãi {m} triệu, đã hướng dẫn kỹ thuật cho {k} gia đình khó khăn"],
    ["Cứu {k} người bị đuối nước tại {s} trong đợt mưa lũ năm {y}",
     "Dũng cảm lao xuống dòng nước ở {s} cứu sống {k} người năm {y}",
     "Năm {y}, không quản nguy hiểm, đã vớt được {k} người gặp nạn ở {s}"],
    ["Nuôi dạy {k} trẻ mồ côi suốt {t} năm tại nhà riêng",
     "Hơn {t} năm nhận chăm sóc {k} em nhỏ không còn cha mẹ",
     "Là mẹ của {k} đứa trẻ mồ côi trong {t} năm qua"],
    ["Nhặt được {m} triệu đồng và trả lại người đánh rơi ở chợ {s}",
     "Trả lại số tiền {m} triệu đồng nhặt được gần chợ {s} cho người mất",
     "Không tham của rơi, giao {m} triệu đồng tìm thấy tại {s} cho công an tìm chủ"],
    ["Hiến máu tình nguyện {t} lần, vận động {n} người cùng tham gia",
     "Đã {t} lần cho máu cứu người và kêu gọi thêm {n} tình nguyện viên",
     "Người có {t} lần hiến máu nhân đạo, lôi cuốn {n} thanh niên làm theo"],
    ["Sáng kiến máy {g} tiết kiệm {k} công lao động mỗi ngày",
     "Chế tạo thiết bị phục vụ {g}, giảm {k} ngày công",
     "Cải tiến công cụ {g} giúp bà con bớt {k} công một ngày"],
    ["Dạy học miễn phí cho {n} học sinh nghèo ở thôn {s} từ năm {y}",
     "Mở lớp học tình thương tại {s} từ {y}, đã có {n} em theo học",
     "Lớp học không đồng của thôn {s} mở năm {y} dạy chữ cho {n} trẻ khó khăn"],
    ["Vận động xây {k} căn nhà đại đoàn kết trị giá {m} triệu đồng",
     "Kêu gọi các nhà hảo tâm ủng hộ {m} triệu đồng dựng {k} ngôi nhà cho hộ nghèo",
     "Góp {m} triệu đồng cùng mạnh thường quân làm {k} mái ấm tình thương"],
    ["Giữ gìn nghề {g} truyền thống, truyền nghề cho {k} người trẻ ở {s}",
     "Nghệ nhân lưu giữ nghề {g} tại làng {s}, đào tạo {k} học trò",
     "Bảo tồn nghề {g} của làng {s} và chỉ dạy cho {k} thanh niên"],
    ["Hòa giải thành {k} vụ mâu thuẫn trong thôn {s} năm {y}",
     "Tổ trưởng tổ hòa giải {s} giải quyết xong {k} vụ việc trong năm {y}",
     "Trong {y} đã giúp {k} gia đình ở {s} hết xích mích"],
    ["Bếp ăn từ thiện phát {n} suất cơm miễn phí mỗi tháng cho bệnh nhân nghèo",
     "Nấu {n} phần cháo, cơm hằng tháng tặng người bệnh có hoàn cảnh khó khăn",
     "Duy trì bếp ăn tình thương, mỗi tháng {n} suất cho người bệnh"],
    ["Bám biển {t} năm, cứu {k} tàu cá gặp nạn ở vùng biển {s}",
     "Thuyền trưởng {t} năm đi biển đã cứu hộ {k} tàu bị nạn gần {s}",
     "Hơn {t} năm vươn khơi, lai dắt {k} tàu hỏng máy về bờ {s}"],
    ["Trồng {n} cây xanh dọc tuyến đường {s}, giữ môi trường sạch đẹp",
     "Cùng bà con trồng {n} cây bóng mát trên đường {s}",
     "Tuyến đường {s} xanh sạch nhờ {n} cây do tự tay trồng"],
    ["Tham gia bắt {k} vụ trộm cắp tài sản ở địa bàn {s}",
     "Phối hợp lực lượng chức năng bắt giữ đối tượng gây ra {k} vụ trộm tại {s}",
     "Người dân {s} tin yêu vì đã giúp phá {k} vụ mất cắp"],
    ["Hoàn thành xuất sắc nhiệm vụ, đạt chiến sĩ thi đua cơ sở {t} năm liền",
     "{t} năm liên tục là chiến sĩ thi đua cơ sở, luôn gương mẫu trong công việc",
     "Gương mẫu đi đầu, được tặng danh hiệu thi đua {t} năm liền"],
    ["Giáo viên giỏi cấp tỉnh năm {y}, có {k} học sinh đoạt giải",
     "Bồi dưỡng {k} em học sinh giỏi, đạt danh hiệu giáo viên giỏi {y}",
     "Năm {y} thầy cô có {k} học trò đoạt giải học sinh giỏi"],
    ["Chuyển đổi {k} ha đất lúa kém hiệu quả sang {g} ở {s}",
     "Đưa {g} vào {k} ha ruộng khô hạn tại {s} thay cây lúa",
     "Thay lúa bằng {g} trên {k} ha đất ở cánh đồng {s}"],
]  # fmt: skip
#: Words that tellers swap for one another.
SYNONYMS = {
    "giúp": "hỗ trợ", "người": "bà con", "nghèo": "khó khăn", "vận động": "kêu gọi",
    "hộ": "gia đình", "mỗi": "từng", "năm": "năm trời", "trẻ": "em", "tại": "ở", "thôn": "làng",
    "xây": "dựng", "tặng": "trao", "dạy": "chỉ dạy", "tiết kiệm": "giảm", "đã": "từng",
    "miễn phí": "không thu tiền", "cứu": "cứu giúp", "mô hình": "cách làm", "trồng": "canh tác",
}  # fmt: skip
FILLERS = (
    "luôn gương mẫu;được bà con tin yêu;nhiều năm liền;tiêu biểu của địa phương;"
    "được chính quyền ghi nhận;xứng đáng để học tập;có sức lan tỏa;được tặng giấy khen;"
    "là tấm gương sáng;tích cực tham gia phong trào"
).split(";")
#: Accounts that say little: half the files of a year read like this.
PLAIN = (
    "Tích cực tham gia phong trào {p};Gương mẫu trong phong trào {p} của địa phương;"
    "Có nhiều đóng góp cho phong trào {p};Nhiều năm liền dẫn đầu phong trào {p};"
    "Hoàn thành tốt nhiệm vụ, nhiệt tình trong {p};Điển hình tiên tiến trong {p};"
    "Cá nhân tiêu biểu về {p};Đi đầu trong {p} tại địa phương;Luôn tận tụy với {p};"
    "Có thành tích xuất sắc trong {p};Được nhân dân tin yêu nhờ {p};Say mê với {p};"
    "Tiên phong trong {p} và giúp đỡ người khó khăn;Người tốt việc tốt trong {p}"
).split(";")
MOVEMENTS = (
    "xây dựng nông thôn mới;học tập và làm theo Bác;bảo vệ an ninh Tổ quốc;giảm nghèo bền vững;"
    "toàn dân đoàn kết xây dựng đời sống văn hóa;dạy tốt học tốt;phụ nữ giúp nhau phát triển;"
    "thanh niên tình nguyện;đền ơn đáp nghĩa;khuyến học khuyến tài;bảo vệ môi trường biển;"
    "phòng chống dịch bệnh;hiến máu nhân đạo;nông dân sản xuất kinh doanh giỏi;dân vận khéo;"
    "chăm sóc người cao tuổi;cải cách hành chính;văn hóa văn nghệ quần chúng;thể dục thể thao;"
    "lao động giỏi, lao động sáng tạo;gìn giữ bản sắc dân tộc;an toàn giao thông;"
    "phòng chống đuối nước;chuyển đổi số;thắp sáng đường quê;trồng cây gây rừng"
).split(";")
