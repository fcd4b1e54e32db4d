"""Words from which `duplicates_strange` makes people, bodies and deeds. All invented."""

# fmt: off
# ruff: noqa: SIM905  # words one after the other are read more easily

SURNAMES = {
    "Nguyễn": 38, "Trần": 10, "Lê": 9, "Phạm": 6, "Huỳnh": 4.5, "Võ": 3.5, "Đặng": 2.6, "Bùi": 2.4,
    "Phan": 3, "Hồ": 1.9, "Ngô": 1.7, "Dương": 1.6, "Trương": 1.8, "Lý": 1, "Đỗ": 1.7, "Mai": 0.9,
    "Đinh": 0.9, "Cao": 0.8, "Lưu": 0.7, "Tô": 0.6, "Thái": 0.5, "Châu": 0.6, "Kiều": 0.7,
    "Đàng": 0.9, "Báo": 0.5, "Hán": 0.6, "Thành": 0.4, "Quảng": 0.5, "Lâm": 0.7, "Tạ": 0.5,
    "Chamaléa": 0.7, "Katơr": 0.6, "Pi Năng": 0.9, "Pinăng": 0.3, "Patâu Axá": 0.2, "Tà Yên": 0.3,
    "Mấu": 0.5, "Cao Là": 0.1, "Bo Bo": 0.4, "Đạo": 0.3, "Não": 0.2, "Từ": 0.3, "La": 0.2,
}
MIDDLES_M = ("Văn Văn Văn Hữu Đức Công Quốc Minh Xuân Thanh Ngọc Đình Trọng Duy Quang Hoàng Tấn Chí Bá "
             "Thế Viết Anh Phúc Nhật Gia Kim Hồng").split()
MIDDLES_F = ("Thị Thị Thị Thị Ngọc Thị_Kim Thị_Thu Thị_Hồng Thanh Mỹ Bích Kim Thúy Thị_Mỹ Diệu Hoài "
             "Phương Thị_Ngọc Thị_Thanh Tường Cẩm Như").split()
GIVENS_M = ("Hùng Dũng Tuấn Sơn Hải Long Phúc Thành Tài Lợi Phát Đạt Nam Bình Trung Hiếu Nghĩa Tín Khoa "
            "Khánh Hòa Toàn Thắng Cường Vinh Quý Lâm Tâm Thiện Đông Danh Hậu Kiên Nhân Phong Quân Thông "
            "Trí Tùng Việt Vũ Bảo Chiến Định Giang Hoàng Huy Lộc Mạnh Nhựt Sang Thuận Tiến Tú Ty Sỹ "
            "Thạch Quyết Chung Thuỳ").split()
GIVENS_F = ("Hương Lan Hồng Hoa Thủy Thúy Trang Linh Nga Nhung Hà Hằng Hạnh Yến Oanh Phượng Loan Liên Mai "
            "Cúc Đào Huệ Nguyệt Ánh Tuyết Vân Xuân Thu Dung Diễm Chi Châu Duyên Giang Hiền Hường Khuyên "
            "Lài Ly Mỹ Ngân Ngọc Nhi Như Quyên Sương Tâm Thảo Thơ Thương Tiên Trâm Trinh Uyên Vy Bé Út "
            "Hoà Lệ Kiều").split()

TITLES = ("ông", "bà", "anh", "chị", "Ông", "Bà", "đ/c", "Đồng chí", "Thầy", "Cô", "BS.", "Bác sĩ", "ThS.",
          "TS.", "Kỹ sư", "Thiếu tá", "Đại úy", "Trung tá", "Thượng úy", "Nghệ nhân", "NNƯT", "Già làng",
          "Cựu chiến binh", "CCB", "Nhà giáo", "Luật sư", "Sư cô", "Đại đức", "em", "cháu")

# (body, abbreviation); the commune's or hamlet's name is set behind
BODIES = (
    ("Ủy ban nhân dân", "UBND"), ("Hội Nông dân", "HND"), ("Hội Cựu chiến binh", "Hội CCB"),
    ("Hội Liên hiệp Phụ nữ", "Hội LHPN"), ("Đoàn Thanh niên", "Đoàn TN"), ("Công an", "CA"),
    ("Ban Chỉ huy Quân sự", "BCH QS"), ("Trạm Y tế", "TYT"), ("Hội Chữ thập đỏ", "Hội CTĐ"),
    ("Hội Người cao tuổi", "Hội NCT"), ("Ủy ban Mặt trận Tổ quốc Việt Nam", "UBMTTQVN"),
    ("Hội Khuyến học", "HKH"), ("Trường Tiểu học", "Trường TH"),
    ("Trường Trung học cơ sở", "Trường THCS"), ("Trường Mẫu giáo", "Trường MG"),
    ("Hợp tác xã Dịch vụ nông nghiệp", "HTX DVNN"), ("Quỹ tín dụng nhân dân", "QTDND"),
)
HIGH_BODIES = (
    ("Bệnh viện Đa khoa tỉnh", "BVĐK tỉnh"), ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT"),
    ("Công an tỉnh", "CA tỉnh"), ("Bộ đội Biên phòng tỉnh", "BĐBP tỉnh"),
    ("Đồn Biên phòng Vĩnh Hải", "Đồn BP Vĩnh Hải"), ("Sở Nông nghiệp và Môi trường", "Sở NN&MT"),
    ("Công ty Cổ phần Muối Cà Ná", "CTCP Muối Cà Ná"), ("Trường Cao đẳng nghề", "Trường CĐN"),
    ("Công ty TNHH MTV Khai thác công trình thủy lợi", "Cty TNHH MTV KTCT thủy lợi"),
    ("Trung tâm Khuyến nông", "TT Khuyến nông"), ("Trung tâm Kiểm soát bệnh tật", "TT KSBT"),
    ("Ban Quản lý Vườn quốc gia Núi Chúa", "BQL VQG Núi Chúa"), ("Hải đội 2", "HĐ 2"),
    ("Trường Trung học phổ thông Chu Văn An", "THPT Chu Văn An"), ("Nhà máy Điện gió số 5", "NM Điện gió số 5"),
    ("Tỉnh đoàn", "Tỉnh Đoàn"), ("Hội Văn học Nghệ thuật tỉnh", "Hội VHNT tỉnh"), ("Chi cục Thủy sản", "CCTS"),
)
COLLECTIVES = (
    ("Tổ hợp tác {w}", "THT {w}"), ("Hợp tác xã {w}", "HTX {w}"), ("Câu lạc bộ {w}", "CLB {w}"),
    ("Chi hội Phụ nữ thôn {h}", "CHPN thôn {h}"), ("Chi đoàn thôn {h}", "Chi đoàn thôn {h}"),
    ("Trường Tiểu học {h}", "TH {h}"), ("Trường Trung học cơ sở {p}", "THCS {p}"),
    ("Công ty Trách nhiệm hữu hạn {b}", "Cty TNHH {b}"), ("Doanh nghiệp tư nhân {b}", "DNTN {b}"),
    ("Ban Quản lý thôn {h}", "BQL thôn {h}"), ("Tổ dân phố {n}", "TDP {n}"),
    ("Chi hội Cựu chiến binh thôn {h}", "Chi hội CCB thôn {h}"), ("Đội {w}", "Đội {w}"),
    ("Nhóm thiện nguyện {b}", "Nhóm TN {b}"), ("Tổ tự quản an ninh trật tự thôn {h}", "Tổ tự quản ANTT thôn {h}"),
    ("Ban Công tác Mặt trận thôn {h}", "Ban CTMT thôn {h}"),
    ("Hộ gia đình ông {b}", "Hộ ông {b}"), ("Trạm Y tế {p}", "TYT {p}"),
)
WORKS = ("trồng nho sạch", "nuôi tôm thẻ", "đánh bắt xa bờ", "chăn nuôi cừu", "trồng măng tây xanh",
         "dệt thổ cẩm", "làm gốm", "sản xuất muối", "trồng táo", "nuôi rong sụn", "trồng tỏi", "nuôi bò vỗ béo",
         "làm du lịch cộng đồng", "dân ca bài chòi", "thiện nguyện", "hiến máu", "cứu hộ biển",
         "bảo vệ rùa biển", "phòng cháy rừng", "dưỡng sinh", "trồng nha đam", "nuôi ốc hương",
         "chế biến cá cơm", "làm bánh căn", "thu gom rác", "đờn ca", "mã la", "tiết kiệm")
HAMLETS_A = "Vĩnh Phú Mỹ An Tân Hòa Bình Long Thành Phước Thuận Lạc Hậu Trường Bầu Suối Tà Ma Hữu Văn".split()
HAMLETS_B = "Hy Thọ Sơn Nghiệp Hiệp Tường Thạnh Đức Khánh Trúc Bảo Lâm Sanh Giang Đá Lộc Nông Tiến Phú".split()
BRANDS_A = "Hoàng Minh Thiên Đại An Nhật Gia Phú Bảo Kim Hải Ánh Tâm Trường Tín Việt".split()
BRANDS_B = "Phát Quang Lộc Dương Thịnh Hưng Khang Anh Thành Long Đức Phúc Nam Nghĩa".split()

# deeds: subject words, three ways of saying the same deed with the same facts
DEEDS = (
    ("hiến {n} m2 đất làm đường {place}", "tự nguyện giao {n} mét vuông đất vườn để mở rộng lối đi {place}",
     "không nhận đền bù phần đất {n} m2, giúp {place} có đường bê tông"),
    ("cứu {k} người bị đuối nước tại {place}", "lao xuống dòng nước xiết kéo {k} nạn nhân vào bờ ở {place}",
     "dũng cảm đưa {k} em nhỏ thoát khỏi vùng nước sâu {place}"),
    ("nhận đỡ đầu {k} học sinh mồ côi ở {place} từ năm {y}", "mỗi tháng chu cấp tiền ăn học cho {k} cháu không cha mẹ tại {place}",
     "là người cha, người mẹ thứ hai của {k} trẻ mồ côi {place} suốt từ {y}"),
    ("trồng {n} gốc {crop} theo hướng hữu cơ tại {place}, thu {m} triệu đồng mỗi năm",
     "làm giàu từ {crop} sạch ở {place}, lãi {m} triệu/năm với {n} cây",
     "chuyển đất cằn {place} sang {crop}, có {n} gốc, lợi nhuận hằng năm khoảng {m} triệu đồng"),
    ("hiến máu tình nguyện {k} lần", "đã {k} lần cho đi giọt máu của mình để cứu người", "{k} lần tham gia hiến máu, vận động bà con {place} cùng tham gia"),
    ("dạy chữ miễn phí cho {n} trẻ em nghèo ở {place}", "mở lớp học tình thương tại {place}, đến nay có {n} em theo học",
     "xóa mù cho {n} người ở {place} mà không lấy tiền công"),
    ("sáng chế máy {machine} giúp giảm {k} phần trăm công lao động", "cải tiến thiết bị {machine}, tiết kiệm {k}% sức người",
     "tự mày mò chế tạo {machine}, bà con {place} đỡ vất vả"),
    ("bắt {k} đối tượng trộm cắp tại {place}", "truy đuổi, khống chế {k} kẻ cướp giật ở {place}", "phá {k} vụ án, giữ bình yên cho {place}"),
    ("nấu {n} suất cháo từ thiện mỗi tuần cho bệnh nhân", "bếp ăn 0 đồng phát {n} phần cơm cho người bệnh nghèo",
     "mang {n} tô cháo nóng đến giường bệnh hàng tuần"),
    ("gìn giữ nghề {craft} ở {place}, truyền dạy {k} học trò", "dạy nghề {craft} cho {k} thanh niên {place}",
     "hơn {k} năm gắn bó với {craft}, đưa sản phẩm {place} đi xa"),
    ("vận động xây {k} căn nhà đại đoàn kết cho hộ nghèo {place}", "kêu gọi nhà hảo tâm dựng {k} mái ấm tình thương tại {place}",
     "giúp {k} gia đình khó khăn {place} có chỗ ở kiên cố"),
    ("thả {n} rùa con về biển, bảo vệ bãi đẻ {place}", "tuần tra đêm giữ ổ trứng rùa ở {place}, cứu {n} cá thể", "gắn bó bảo tồn rùa biển {place}"),
    ("nuôi {n} con {animal} ở {place}, giúp {k} hộ thoát nghèo", "chia sẻ giống {animal} và kỹ thuật cho {k} hộ khó khăn ở {place}",
     "từ đàn {animal} {n} con đã dìu dắt {k} gia đình cùng vươn lên"),
    ("hòa giải thành {k} vụ mâu thuẫn ở {place}", "gỡ rối cho {k} cặp gia đình xích mích tại {place}", "nhờ uy tín mà {place} không còn kiện cáo, {k} vụ đã êm"),
    ("nhặt được {m} triệu đồng trả lại người đánh rơi", "trả lại ví có {m} triệu cho khổ chủ", "không tham của rơi, tìm chủ nhân số tiền {m} triệu đồng"),
    ("đạt giải {prize} kỳ thi {contest}", "giành {prize} tại {contest}", "mang về giải {prize} {contest} năm {y} cho quê hương"),
    ("chăm sóc mẹ chồng liệt giường {k} năm", "{k} năm hiếu thảo nuôi cha mẹ già yếu bệnh tật", "tận tụy phụng dưỡng người thân nằm một chỗ đã {k} năm"),
    ("làm {k} km đường điện thắp sáng {place}", "lắp bóng đèn trên {k} cây số đường quê {place}", "thắp sáng đường quê {place} dài {k} km bằng tiền đóng góp"),
    ("đưa {n} lao động {place} có việc làm ổn định", "tạo công ăn việc làm cho {n} người ở {place}", "giải quyết {n} chỗ làm, thu nhập bình quân {m} triệu đồng"),
    ("cấp nước sạch miễn phí cho {n} hộ ở {place} mùa hạn", "chở nước ngọt tặng {n} nhà dân {place} trong đợt khô hạn",
     "đào giếng, chia nước cho {n} hộ {place} suốt mùa hạn năm {y}"),
    ("khám bệnh, cấp thuốc miễn phí cho {n} lượt người dân {place}", "đến từng nhà ở {place} chữa bệnh không lấy tiền, {n} lượt",
     "{n} lượt bệnh nhân nghèo {place} được chữa trị"),
    ("vượt khó vươn lên, từ hộ nghèo thành hộ khá với {m} triệu đồng mỗi năm", "thoát nghèo bền vững nhờ {crop}, thu nhập {m} triệu",
     "tự tay gây dựng cơ ngơi từ hai bàn tay trắng ở {place}"),
    ("bám biển {k} năm, phối hợp bảo vệ chủ quyền vùng biển {place}", "thuyền trưởng tàu {boat} cứu {k} ngư dân gặp nạn",
     "tàu {boat} vươn khơi, giúp bạn tàu bị nạn"),
    ("thu gom {n} kg rác thải nhựa ở bãi biển {place}", "làm sạch bờ biển {place}, gom được {n} ký rác", "đổi {n} kg ve chai lấy quà cho trẻ em {place}"),
)
LONE_SURNAMES = ("Chamaléa", "Katơr", "Pinăng", "Mấu")
DISTRICTS = ("huyện Ninh Phước", "huyện Ninh Hải", "thành phố Nha Trang", "huyện Diên Khánh", "TX Ninh Hòa", "huyện Thuận Nam")
COMMUNES_A = "Đông Tây Nam Bắc Hưng Yên Cẩm Quế Thạch Đại Trung Hồng Ngọc Lộc Đức Sơn Thanh Tam Nghi Diễn".split()
COMMUNES_B = "Phong Lĩnh Trạch Xá Kỳ Châu Lương Quang Hồ Khê Mỹ Lạc Thịnh Yên Thủy Hợp Đồng Trường Lập Vân".split()
#: Figures and places where deeds of many shall read alike.
POOR = {"n": (50, 100, 200, 500), "k": (2, 3, 5, 10), "m": (50, 100, 200), "y": (2020,), "y2": (2025,), "boat": ("cá",),
        "place": ("địa phương", "thôn", "xã nhà", "khu dân cư", "vùng sâu")}
CROPS = "nho táo măng_tây nha_đam hành_tím tỏi dưa_lưới chuối_cô_đơn sầu_riêng bưởi_da_xanh mít mía xoài rau_húng".split()
ANIMALS = "cừu dê bò heo_đen gà_thả_vườn tôm_hùm nhím chim_yến".split()
CRAFTS = "gốm_Bàu_Trúc dệt_Mỹ_Nghiệp đan_lát làm_muối nước_mắm hát_bài_chòi đánh_mã_la múa_Chăm viết_thư_pháp".split()
MACHINES = "gieo_hạt rửa_rau bóc_vỏ_tỏi phun_thuốc tưới_nhỏ_giọt sấy_nho cào_muối thái_cỏ lọc_nước ép_mía".split()
PRIZES = "nhất nhì ba khuyến_khích vàng bạc đồng".split()
CONTESTS = ("học sinh giỏi tỉnh", "sáng tạo thanh thiếu niên", "khoa học kỹ thuật quốc gia", "Hội khỏe Phù Đổng", "tiếng hát truyền hình",
            "tay nghề trẻ", "giáo viên dạy giỏi", "bí thư chi bộ giỏi", "điền kinh toàn quốc", "Olympic Toán")
PLACES = ("thôn {h}", "xóm {h}", "cầu {h}", "bến {h}", "khu phố {n}", "suối {h}", "chợ {h}", "đầm {h}", "tổ {n}", "hồ {h}")
TAILS = ("được nhân dân tin yêu", "được cấp trên khen ngợi", "là tấm gương cho lớp trẻ noi theo", "luôn gương mẫu trong mọi việc",
         "góp phần xây dựng nông thôn mới", "trong phong trào thi đua yêu nước", "nhiều năm liền", "được bình chọn tiêu biểu",
         "nêu cao tinh thần tương thân tương ái", "từ năm {y} đến nay", "giai đoạn {y} - {y2}", "không quản ngày đêm",
         "thực hiện tốt chủ trương của Đảng, pháp luật của Nhà nước", "học và làm theo Bác")
OPENERS = ("Đã", "Có thành tích", "Tích cực", "Tiêu biểu trong việc", "Với tấm lòng nhân ái,", "Bằng nghị lực,", "Nhiều năm qua", "Người đã", "", "", "", "")
