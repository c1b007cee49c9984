"""Words that names of goods in a Vietnamese shop are made of, by product group."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """Goods of one group: a name takes one word of each list.

    Attributes:
        code: what their SKUs begin with.
        unit: the base unit; ``kg`` for what is weighed.
        pack: a larger unit and how many base units are in it, empty where there is none.
        prices: of a base unit, đồng, from the cheapest to the dearest.
        tax: as the product file writes it.
    """

    group: str
    code: str
    unit: str
    pack: tuple[str, int] | None
    prices: tuple[int, int]
    tax: str
    kinds: tuple[str, ...]
    makers: tuple[str, ...]
    sorts: tuple[str, ...]
    sizes: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


_PLACES = _words(
    "Hà Giang, Thái Nguyên, Bảo Lộc, Mộc Châu, Lý Sơn, Phú Quốc, Trà Bồng, Đà Lạt, Sa Pa, Cần Thơ,"
    " Bến Tre, Buôn Ma Thuột, Gia Lai, Quảng Trị, Hội An, Huế, Nha Trang, Ninh Thuận, Cà Mau,"
    " Sóc Trăng, Lạng Sơn, Bắc Kạn, Hòa Bình, Tây Ninh, Kon Tum, Phan Thiết, Vũng Tàu, Long An"
)
_VILLAGES = _words(
    "Bát Tràng, Bàu Trúc, Chu Đậu, Thanh Hà, Phù Lãng, Vạn Phúc, Nha Xá, Mã Châu, Phú Vinh, Bao La,"
    " Đồng Kỵ, Sơn Đồng, Kim Bồng, Quảng Phú Cầu, Chuông, Đông Hồ, Hạ Thái, Nga Sơn, Thủy Xuân,"
    " Lái Thiêu, Tân Vạn, Biên Hòa, Vĩnh Long, Mỹ Nghiệp, Hữu Bằng, Chàng Sơn"
)
_BRANDS = _words(
    "An Nhiên, Bình Minh, Cánh Diều, Đồng Quê, Gia Lâm, Hoa Sen, Hương Việt, Kim Long, Lạc Hồng,"
    " Mai Vàng, Minh Tâm, Ngọc Lan, Ông Tư, Phúc Lộc, Quê Nhà, Sông Hương, Tâm An, Thiên Phú,"
    " Trúc Xanh, Út Hiền, Vạn Xuân, Việt Bếp, Xuân Mai, Bà Năm, Cô Ba, Hai Lúa"
)
_COLOURS = _words(
    "trắng ngà, men lam, men tro, men rạn, nâu đất, xanh ngọc, vàng mơ, đỏ son, đen tuyền,"
    " hồng sen, tím huế, xanh rêu, xám khói, kem sữa, cam đất, chàm"
)
_WEIGHTS = _words("50 g, 100 g, 150 g, 200 g, 250 g, 300 g, 500 g, 800 g, 1 kg")
_VOLUMES = _words("100 ml, 180 ml, 250 ml, 330 ml, 500 ml, 750 ml, 1 lít, 1,5 lít")
_CENTIMETRES = _words("8 cm, 10 cm, 12 cm, 15 cm, 18 cm, 20 cm, 25 cm, 30 cm, 40 cm, 60 cm")
_CLOTHES = _words("cỡ S, cỡ M, cỡ L, cỡ XL, 90x90 cm, 120x60 cm, 180x30 cm, 200x40 cm")

FAMILIES: tuple[Family, ...] = (
    Family(
        "Gốm sứ",
        "GOM",
        "cái",
        None,
        (15_000, 900_000),
        "8",
        _words(
            "Bình hoa, Lọ hoa, Ấm trà, Chén trà, Bát cơm, Tô canh, Đĩa tròn, Đĩa vuông, Cốc uống"
            " nước, Ly cà phê, Chậu cây, Lọ gia vị, Khay gốm, Đèn ngủ gốm, Tượng gốm, Thố sứ"
        ),
        _VILLAGES,
        _COLOURS,
        _CENTIMETRES,
    ),
    Family(
        "Lụa và vải",
        "LUA",
        "cái",
        None,
        (45_000, 1_800_000),
        "8",
        _words(
            "Khăn lụa, Khăn choàng, Áo dài lụa, Áo bà ba, Túi thổ cẩm, Ví thổ cẩm, Vỏ gối,"
            " Khăn trải bàn, Cà vạt, Áo sơ mi lụa, Váy quấn, Khăn rằn, Túi vải, Tranh thêu"
        ),
        _VILLAGES,
        _words(
            "thêu sen, thêu trúc, hoa cúc, họa tiết đồng, trơn, kẻ ô, vẽ tay, nhuộm chàm, in gỗ"
        ),
        _CLOTHES,
    ),
    Family(
        "Mây tre lá",
        "MT",
        "cái",
        ("bộ", 6),
        (12_000, 650_000),
        "5",
        _words(
            "Giỏ mây, Giỏ tre, Nón lá, Quạt nan, Mẹt tre, Rổ tre, Khay mây, Đèn lồng, Chụp đèn, Sọt"
            " đựng đồ, Hộp khăn giấy, Thảm cói, Túi cói, Dép cói, Rèm tre, Lót ly"
        ),
        _VILLAGES,
        _words(
            "đan thưa, đan kín, có nắp, có quai, quai da, hun khói, tự nhiên, sơn mài, viền vải"
        ),
        _words("nhỏ, vừa, lớn, đại, bộ 2, bộ 3, bộ 4, bộ 6"),
    ),
    Family(
        "Trà",
        "TRA",
        "gói",
        ("thùng", 24),
        (25_000, 420_000),
        "8",
        _words(
            "Trà sen, Trà lài, Trà ô long, Trà shan tuyết, Trà xanh, Hồng trà, Trà atiso, Trà gừng,"
            " Trà hoa cúc, Trà vối, Trà khổ qua, Trà đinh lăng, Trà cung đình, Trà gạo lứt"
        ),
        _PLACES,
        _words(
            "loại một, thượng hạng, đặc biệt, ướp tay, sao suốt, hữu cơ, túi lọc, hộp quà, búp non"
        ),
        _WEIGHTS,
    ),
    Family(
        "Cà phê",
        "CF",
        "gói",
        ("thùng", 20),
        (35_000, 380_000),
        "8",
        _words(
            "Cà phê rang xay, Cà phê hạt, Cà phê phin, Cà phê hòa tan, Cà phê chồn, Cà phê mật ong,"
            " Cà phê túi lọc, Ca cao bột, Ca cao nguyên chất"
        ),
        _PLACES,
        _words("Robusta, Arabica, Culi, Moka, pha trộn, rang mộc, rang bơ, đậm, nhẹ, ít chua"),
        _WEIGHTS,
    ),
    Family(
        "Đặc sản",
        "DS",
        "gói",
        ("thùng", 30),
        (18_000, 560_000),
        "5",
        _words(
            "Tỏi đen, Hành tím, Quế thanh, Hạt tiêu, Măng khô, Nấm hương, Mộc nhĩ, Miến dong, Bánh"
            " tráng, Bún khô, Mực khô, Tôm khô, Cá cơm sấy, Thịt trâu gác bếp, Lạp xưởng, Nem chua,"
            " Chả bò, Khô bò, Ruốc nấm, Hạt điều"
        ),
        _PLACES,
        _words(
            "loại một, đặc biệt, cay, không cay, nguyên vị, rang muối, tẩm gia vị, hút chân không"
        ),
        _WEIGHTS,
    ),
    Family(
        "Mật ong và gia vị",
        "MO",
        "chai",
        ("lốc", 6),
        (15_000, 450_000),
        "5",
        _words(
            "Mật ong rừng, Mật ong hoa nhãn, Mật ong hoa cà phê, Nước mắm nhĩ, Nước mắm cá cơm, Dầu"
            " lạc, Dầu mè, Giấm gạo, Tương ớt, Tương bần, Mắm ruốc, Mắm nêm, Siro dâu, Rượu nếp"
        ),
        _PLACES,
        _words(
            "nguyên chất, ủ lâu năm, truyền thống, ít muối, cay, thượng hạng, ép lạnh, đặc biệt"
        ),
        _VOLUMES,
    ),
    Family(
        "Bánh kẹo",
        "BK",
        "hộp",
        ("thùng", 24),
        (10_000, 260_000),
        "8",
        _words(
            "Kẹo dừa, Kẹo lạc, Kẹo gừng, Mè xửng, Bánh đậu xanh, Bánh phu thê, Bánh in, Bánh cốm,"
            " Chè lam, Bánh gai, Bánh pía, Mứt dừa, Mứt gừng, Mứt sen, Ô mai mơ, Ô mai sấu,"
            " Bánh quy bơ, Bánh gạo"
        ),
        _BRANDS,
        _words(
            "truyền thống, ít ngọt, vị sầu riêng, vị lá dứa, vị sữa, vị mè đen, thập cẩm, hộp Tết"
        ),
        _WEIGHTS,
    ),
    Family(
        "Đồ uống",
        "DU",
        "chai",
        ("thùng", 24),
        (7_000, 65_000),
        "10",
        _words(
            "Nước suối, Nước khoáng, Trà đá chanh, Trà bí đao, Nước sâm, Nước yến, Sữa đậu nành,"
            " Sữa tươi, Sữa chua uống, Nước dừa, Nước cam, Nước ép ổi, Bia, Soda chanh"
        ),
        _BRANDS,
        _words("không đường, ít đường, có đường, có ga, vị đào, vị vải, vị chanh, mát lạnh"),
        _VOLUMES,
    ),
    Family(
        "Gia dụng",
        "GD",
        "cái",
        ("hộp", 12),
        (8_000, 350_000),
        "10",
        _words(
            "Đũa tre, Thìa gỗ, Thớt gỗ, Muôi gỗ, Chổi đót, Khăn mặt, Khăn tắm, Nồi đất, Dao bếp, Rổ"
            " nhựa, Thau nhựa, Hộp cơm, Bình giữ nhiệt, Nến thơm, Nhang trầm, Xà phòng"
        ),
        _BRANDS,
        _COLOURS,
        _words("nhỏ, vừa, lớn, bộ 2, bộ 5, bộ 10, cao cấp, tiết kiệm"),
    ),
    Family(
        "Quà lưu niệm",
        "QLN",
        "cái",
        None,
        (10_000, 480_000),
        "8",
        _words(
            "Móc khóa, Nam châm tủ lạnh, Tranh Đông Hồ, Tranh sơn mài, Hộp sơn mài, Vòng tay gỗ,"
            " Trâm cài tóc, Bưu thiếp, Sổ tay giấy dó, Diều giấy, Trống bỏi, Tò he,"
            " Mặt nạ giấy bồi, Con rối nước, Lược sừng, Quạt giấy"
        ),
        _VILLAGES,
        _words(
            "chim hạc, con trâu, hoa sen, cánh đồng, phố cổ, chùa Một Cột, thuyền buồm,"
            " cô gái áo dài"
        ),
        _words("mini, nhỏ, vừa, lớn, hộp đôi, hộp quà, khắc tên, bản đặc biệt"),
    ),
    Family(
        "Hàng cân",
        "CAN",
        "kg",
        None,
        (18_000, 900_000),
        "KCT",
        _words(
            "Gạo nếp, Gạo tẻ, Đậu xanh, Đậu đen, Lạc nhân, Vừng, Hạt sen, Nhãn khô, Táo mèo,"
            " Nấm linh chi, Xoài sấy, Mít sấy, Chuối sấy, Cam sành, Bưởi da xanh, Thanh long"
        ),
        _PLACES,
        _words("mới, loại một, loại hai, hữu cơ, phơi nắng, sấy lạnh, tuyển chọn"),
        _words("vụ đầu, vụ hè, vụ thu, vụ đông, nhà vườn, hợp tác xã"),
    ),
)
