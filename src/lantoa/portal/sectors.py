"""What a field of life is about, in one sentence a neighbour would say."""

ABOUT = {
    "nong-nghiep": "Ruộng, vườn, chuồng trại: ai giữ được nước, được đất, được giá, và làm bằng cách nào.",
    "bien-va-muoi": "Người đi biển, người làm muối, người giữ rạn: giúp nhau qua con nước và mùa gió.",
    "giao-duc": "Lớp học xa, tủ sách xóm, quỹ khuyến học: để không đứa trẻ nào phải nghỉ giữa chừng.",
    "y-te": "Chăm người ốm, người già, mẹ và bé: việc của trạm y tế, của nhà bên, của cả xóm.",
    "quoc-phong-an-ninh": "Giữ xóm yên, giữ biên, giữ biển: dân và lực lượng cùng làm, không đợi chuyện xảy ra.",
    "van-hoa-dan-toc": "Tiếng nói, nghề cũ, nếp nhà của người Kinh, Chăm, Raglai và các dân tộc anh em.",
    "moi-truong": "Rác, rừng, nguồn nước: chỗ nào sạch lên thì vì có người bắt tay trước.",
    "an-sinh": "Bữa cơm, mái nhà, chuyến xe: giúp nhau lúc ngặt, và giúp cho đứng dậy được.",
    "kinh-te-tap-the": "Tổ hợp tác, hợp tác xã, cửa hàng nhỏ: chung nhau làm ăn mà sổ sách ai cũng xem được.",
    "chuyen-doi-so": "Bớt giấy tờ, bớt chờ đợi: máy móc dùng được với cả người chưa quen máy.",
}
_OTHER = "Người đã làm, việc đã xác minh, và cách để nơi khác làm theo."


def about(slug: str) -> str:
    """The sentence for a sector; a plain one for a sector the province added."""
    return ABOUT.get(slug, _OTHER)
