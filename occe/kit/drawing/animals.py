"""The animals of the picture-names, most of them neighbours: what one meets between a school yard and a mountain pasture."""

from __future__ import annotations

from occe.kit.drawing.paintbox import (
    BARK,
    BLUE,
    BROWN,
    CREAM,
    GENTIAN,
    GOLD,
    GREY,
    HONEY,
    HORN,
    INK,
    LEAF,
    LILAC,
    MAROON,
    MIST,
    MOSS,
    OAT,
    OCHRE,
    PINE,
    PINK,
    RED,
    RIVER,
    RUST,
    SAGE,
    SAND,
    SLATE,
    TAN,
    disc,
    discs,
    eye,
    eyes,
    line,
    oval,
    path,
)  # fmt: skip

ANIMALS = {
    "fox": path(RUST, "M6 6l12 11h12L42 6v21L24 44 6 27z")
    + path(BARK, "M9.5 12.5l6 6-6 4zM38.5 12.5l-6 6 6 4z")
    + path(CREAM, "M6 27l18 17-7.5-15Q11 25 6 27zM42 27L24 44l7.5-15Q37 25 42 27z")
    + eyes(17.5, 30.5, 25)
    + disc(INK, 24, 41, 3),
    "owl": path(BROWN, "M7 6q5 6 11 6h12q6 0 11-6v23q0 15-17 15T7 29z")
    + path(SAND, "M14.5 33q9.5-7 19 0-1 11-9.5 11t-9.5-11z")
    + line(BROWN, 1.7, "M19 36l2.5 2 2.5-2 2.5 2 2.5-2")
    + discs(CREAM, 7.8, (16.5, 21.5), (31.5, 21.5))
    + eyes(17.5, 30.5, 21.5, 4)
    + path(GOLD, "M21 25.5h6l-3 6.5z"),
    "trout": path(RIVER, "M17 16q5-7 12-6l-1 9zM20 32l3 6 6-7z")
    + path(BLUE, "M3 25Q14 10 33 21l11.5-9q-3.5 12 0 24L33 28Q15 39 3 25z")
    + path(MIST, "M4.5 27q12 10 28 1-14 2-28-1z")
    + discs(RED, 1.6, (19, 20.5), (25, 19.5), (30.5, 22), (23, 25))
    + eye(10.5, 22.5),
    "cow": line(HORN, 3.4, "M13.5 13Q5 9 9.5 2.5M34.5 13Q43 9 38.5 2.5")
    + path(MAROON, "M2 17q5-4.5 12-4h20q7-.5 12 4-3 6-9 6l-3 15.5q-10 7-20 0L11 23q-6 0-9-6z")
    + path("#6d2a15", "M15 12q9-5.5 18 0-2 7-9 8.5-7-1.5-9-8.5z")
    + path(PINK, "M13.5 33q10.5-7 21 0 2.5 11-10.5 11t-10.5-11z")
    + discs(INK, 1.7, (20, 37), (28, 37))
    + eyes(17.5, 30.5, 25.5),
    "marmot": discs(BROWN, 5.5, (11.5, 13.5), (36.5, 13.5))
    + discs(SAND, 2.6, (11.5, 13.5), (36.5, 13.5))
    + path(TAN, "M7 26Q7 7 24 7t17 19q1 18-17 18T7 26z")
    + path(BROWN, "M16 9q8-4 16 0-2 6-8 7-6-1-8-7z")
    + oval(OAT, 24, 34, 11, 8)
    + path(CREAM, "M20.5 34h3.2v6h-3.2zM24.3 34h3.2v6h-3.2z")
    + path(INK, "M19.5 27.5h9L24 33z")
    + eyes(16, 32, 22.5),
    "hedgehog": path(BARK, "M5 37l-1-9 2-4-2-4 7-1-1-6 6.5 2L19 9l5 5 5.5-5 3 6 6.5 0-1 6 6 3-3 5 3 5-4 3z")
    + path(SAND, "M2 37q3-6 9-9 3-4 8-3.5 9 1.5 10 12.5z")
    + disc(TAN, 20.5, 27.5, 3.2)
    + disc(INK, 3.8, 35.8, 2.6)
    + path(SAND, "M12 36h6v4h-6zM26 36h6v4h-6z")
    + eye(13, 31),
    "snail": line(SAGE, 2.8, "M7 20L4 10M12 20l3-9")
    + discs(SAGE, 2.3, (4, 10), (15, 10.5))
    + path(SAGE, "M3 20q7-5 10 0 2 14 11 16h20q1 6-8 6.5H15Q3 42 3 30z")
    + disc(OCHRE, 28.5, 24, 14.5)
    + line(HONEY, 2.8, "M28.5 25a3.5 3.5 0 0 1 4 3.5 6.5 6.5 0 0 1-11-2A9 9 0 0 1 30.5 15")
    + eye(8, 25, 2),
    "bee": oval(MIST, 18, 14, 7, 10.5, -24)
    + oval(MIST, 31, 14, 7, 10.5, 24)
    + path(INK, "M41 28l5 2-5 2z")
    + oval(GOLD, 25, 30, 17.5, 12.5)
    + path(INK, "M19 18.3q2.6-.7 5.2-.8v25q-2.6 0-5.2-.8zM29.5 18q2.8.600 5.2 1.8v20.6q-2.4 1.2-5.2 1.7z")
    + eye(13, 27)
    + line(INK, 1.7, "M11.5 33q2 2 4 1.2"),
    "butterfly": path(GENTIAN, "M23 24Q15 4 5 8q-5 6 2 17 8 4 16-1zM25 24Q33 4 43 8q5 6-2 17-8 4-16-1z")
    + path(LILAC, "M23 26q-10-2-14 3-1 9 5 12 8-3 9-15zM25 26q10-2 14 3 1 9-5 12-8-3-9-15z")
    + discs(GOLD, 3, (12.5, 15.5), (35.5, 15.5))
    + discs(CREAM, 2.2, (15.5, 33), (32.5, 33))
    + line(INK, 1.7, "M23.5 15q-1-6-5-8M24.5 15q1-6 5-8")
    + path(INK, "M24 12q2.5 0 2.5 4v17q0 6-2.5 8-2.5-2-2.5-8V16q0-4 2.5-4z"),
    "ladybird": line(INK, 2, "M17 10l-4-5M31 10l4-5M9 24l-5-2M9 34l-5 3M39 24l5-2M39 34l5 3")
    + path(INK, "M13 17q1-11 11-11t11 11q-5 5-11 5t-11-5z")
    + path(RED, "M24 14q17 0 17 15 0 14-17 15Q7 43 7 29q0-15 17-15z")
    + path(INK, "M13 16.5Q17 14 24 14t11 2.5q-4 5-11 5t-11-5z")
    + line(INK, 2, "M24 21v23")
    + discs(INK, 3.2, (15.5, 27), (32.5, 27), (17, 36.5), (31, 36.5))
    + discs(CREAM, 1.8, (19, 13), (29, 13)),
    "frog": discs(LEAF, 8, (13, 14), (35, 14))
    + path(LEAF, "M3 29q0-15 21-15t21 15q0 14-21 14T3 29z")
    + path(SAGE, "M9 35q15 8 30 0-3 8-15 8T9 35z")
    + discs(CREAM, 5.4, (13, 14), (35, 14))
    + eyes(13.5, 34.5, 14.5, 3)
    + line(PINE, 2.2, "M10 30q14 8 28 0")
    + discs(PINE, 1.1, (22, 25), (26, 25)),
    "squirrel": path(RUST, "M27 43Q45 42 45 25 45 7 33 5q-9 1-6 10 5-1 6 4 0 6-5 11z")
    + path("#a44d20", "M30 41q12-3 11-17Q40 12 33 10q6 5 5 14 0 10-8 17z")
    + path(RUST, "M8 12l1-8 6 5q9 1 10 9 0 4-3 7 8 4 8 11 0 7-8 8H9l1-4 4-1Q6 34 9 25q-6-2-6-7 1-5 5-6z")
    + path(CREAM, "M12 27q8 1 6 12-4 1-6-1-3-6 0-11z")
    + disc(INK, 3.8, 18.5, 1.9)
    + eye(12, 15.5),
    "hare": path(TAN, "M13 24Q3 6 11 2q8 1 10 18zM35 24Q45 6 37 2q-8 1-10 18z")
    + path(PINK, "M14.5 18Q8 8 11.5 6q4 2 6 12zM33.5 18Q40 8 36.5 6q-4 2-6 12z")
    + path(TAN, "M8 32q0-14 16-14t16 14q0 12-16 12T8 32z")
    + oval(OAT, 24, 37, 8.5, 6.5)
    + path(CREAM, "M21.5 39h2.3v4.5h-2.3zM24.2 39h2.3v4.5h-2.3z")
    + path(PINK, "M21 33h6l-3 3.8z")
    + eyes(15.5, 32.5, 29),
    "cat": path(SLATE, "M6 4l11 9q7-2 14 0L42 4q3 10 1 22 0 17-19 17T5 26Q3 14 6 4z")
    + path(PINK, "M9.5 10l6 5.5-6 3.5zM38.5 10l-6 5.5 6 3.5z")
    + discs(GOLD, 4.4, (16, 24), (32, 24))
    + path(INK, "M16 20q1.8 4 0 8-1.8-4 0-8zM32 20q1.8 4 0 8-1.8-4 0-8z")
    + path(PINK, "M21 30.5h6l-3 3.5z")
    + line(CREAM, 1.5, "M24 34q-2.5 4-5.5 2.5M24 34q2.5 4 5.5 2.5M9 30l-7-1M9 34l-6 2M39 30l7-1M39 34l6 2"),
    "sheep": discs(CREAM, 8, (12, 17), (24, 11), (36, 17), (8.5, 28), (39.5, 28), (14, 37), (34, 37), (24, 39))
    + disc(CREAM, 24, 25, 15)
    + path(SLATE, "M6 24q4-5 10-2v5q-7 2-10-3zM42 24q-4-5-10-2v5q7 2 10-3z")
    + path(SLATE, "M14 21q4-3 10-3t10 3q2 20-10 20T14 21z")
    + discs(OAT, 7, (20, 15), (28, 15))
    + discs(CREAM, 3, (19.5, 27), (28.5, 27))
    + discs(INK, 1.7, (19.8, 27.2), (28.2, 27.2))
    + line(OAT, 1.6, "M22 34.5q2 2 4 0"),
    "goat": path(HORN, "M19 15Q8 10 10 1q8 2 12 11zM29 15q11-5 9-14-8 2-12 11z")
    + path(SAND, "M2 21q6-4 13 0l-2 5q-8 1-11-5zM46 21q-6-4-13 0l2 5q8 1 11-5z")
    + path(SAND, "M13 20q2-8 11-8t11 8l-3 14q-1 6-8 6t-8-6z")
    + path(TAN, "M20 12.5Q22 12 24 12t4 .5L27 30h-6z")
    + path(OAT, "M18 36h12l-5 10z")
    + path(PINK, "M19.5 32q4.5-3 9 0-1 4-4.5 4.5-3.5-.5-4.5-4.5z")
    + eyes(17.5, 30.5, 24),
    "duck": path(BLUE, "M2 37h44v3q-6 5-11 1-5 4-11 0-6 4-11 0-6 4-11-1z")
    + path(BROWN, "M8 28q9-4 14 0l20-7q4 17-14 18Q10 40 8 28z")
    + path(SAND, "M18 29q10 2 19-3-1 9-10 10-7 0-9-7z")
    + path(CREAM, "M9 22h13v6H9z")
    + path(MOSS, "M8 24q-2-16 7-17 10 1 8 17z")
    + path(GOLD, "M9.5 14L1 17.5q2 4 8.5 3z")
    + eye(15, 14.5),
    "hen": path(RED, "M9 10q-1-6 3-5 2-5 5-1 4-3 4 3l-2 5z")
    + path(RUST, "M9 14q4-6 10-3 3 3 3 9 10 1 16-9l7 3q1 24-18 27Q8 42 8 28z")
    + path(MAROON, "M20 25q9 3 17-3-1 13-10 13-7-1-7-10zM38 11l7 3q.5 6-1 11z")
    + path(GOLD, "M8.5 15L2 18.5l6.5 2.5z")
    + path(RED, "M6.5 21.5q4-1 4 4t-3.5 3q-2-3-.5-7z")
    + line(GOLD, 2.4, "M20 41v4h-4M28 41v4h-4")
    + eye(14, 16),
    "mouse": discs(GREY, 10, (10.5, 13.5), (37.5, 13.5))
    + discs(PINK, 6, (10.5, 13.5), (37.5, 13.5))
    + path(GREY, "M8 25q4-10 16-10t16 10q-1 7-9 14-7 6-14 0-8-7-9-14z")
    + line(SLATE, 1.4, "M15 34l-9 1M15.5 37l-7 4M33 34l9 1M32.5 37l7 4")
    + disc(PINK, 24, 40, 3.2)
    + eyes(17, 31, 27, 2.8),
    "bat": path(SLATE, "M24 16q3-7 6-7l1 7q7-6 15-5-3 8-2 16-6-4-9 1-4-2-6 2-2 1-5 5-3-4-5-5-2-4-6-2-3-5-9-1 1-8-2-16 8-1 15 5l1-7q3 0 6 7z")
    + path(BARK, "M17 20q1-5 7-5t7 5v9q-2 8-7 9-5-1-7-9z")
    + path(BARK, "M17.5 18l-1-8 5 5zM30.5 18l1-8-5 5z")
    + eyes(21, 27, 22.5, 2)
    + path(CREAM, "M21.5 28h5l-1 3-1.5-1.5L22.5 31z"),
    "salamander": line(INK, 4, "M15 15l-8-2M17 22l-8 4M30 29l6-7M31 35l7 4")
    + line(INK, 9, "M17 12q-3 9 4 14t9 9q1 6-6 7")
    + line(INK, 5, "M25 42q-8 1-13-4")
    + path(INK, "M9 7q3-6 10-4 6 3 4 10-3 4-9 2-6-2-5-8z")
    + line(GOLD, 3.4, "M13 6.5h.1M20 8h.1M16 17l1 3M21.5 23l1.5 1.5M27 27.5l2 2.5M30.5 36l-1 2.5M21 42h1.5M14.5 39.5h.1"),
    "stag": line(BROWN, 2.8, "M18 15Q8 13 7 2M8.5 8L3 6M11.5 12.5L14 4M30 15q10-2 11-13M39.5 8L45 6M36.5 12.5L34 4")
    + path(TAN, "M4 20q6-4 12 0v5Q7 27 4 20zM44 20q-6-4-12 0v5q9 2 12-5z")
    + path(TAN, "M14 19q3-6 10-6t10 6l-3 16q-1 9-7 9t-7-9z")
    + path(OAT, "M18.5 35q5.5-4 11 0 0 9-5.5 9t-5.5-9z")
    + path(INK, "M20.5 35q3.5-2 7 0-1 4-3.5 4t-3.5-4z")
    + eyes(18.5, 29.5, 25),
    "robin": path(BROWN, "M30 20l15 9-4 4-12-3z")
    + path(TAN, "M7 19Q8 6 20 6q9 0 12 9 6 4 6 12-2 12-14 12Q9 39 7 19z")
    + path(RUST, "M7 19q0-8 6-9 5 1 8 8 3 8-3 14-9-2-11-13z")
    + path(OAT, "M18 32q5 0 9-3 2 8-5 9.5-4-1-4-6.5z")
    + path(BROWN, "M24 21q8-3 14 5-1 8-9 7-6-4-5-12z")
    + path(HONEY, "M7 14l-6 2.5 6 3z")
    + line(BROWN, 2.2, "M20 39v5h-4M27 39v5h-4")
    + eye(14, 14),
    "dragonfly": oval(MIST, 12, 15, 11, 4, 16)
    + oval(MIST, 36, 15, 11, 4, -16)
    + oval(MIST, 13, 24, 10.5, 3.8, -14)
    + oval(MIST, 35, 24, 10.5, 3.8, 14)
    + line(RIVER, 4.6, "M24 16v27")
    + line(BLUE, 4.6, "M24 28h.1M24 35h.1M24 42h.1")
    + oval(RIVER, 24, 17, 4.4, 7)
    + discs(MOSS, 4.2, (20.5, 8.5), (27.5, 8.5))
    + discs(CREAM, 1.2, (19.8, 7.3), (28.2, 7.3)),
    "dog": path(CREAM, "M8 24Q8 7 24 7t16 17q0 20-16 20T8 24z")
    + path(INK, "M22 7Q8 7 8 22q0 6 3 9 8-1 10-10 1-8 1-14zM26 7q14 0 14 15 0 6-3 9-8-1-10-10-1-8-1-14z")
    + path(SLATE, "M10 10Q2 10 2 22q1 7 6 6 5-6 4-17zM38 10q8 0 8 12-1 7-6 6-5-6-4-17z")
    + oval(INK, 24, 32, 4.6, 3.4)
    + line(INK, 1.8, "M24 35v2q-3 3-6 1M24 37q3 3 6 1")
    + discs(CREAM, 2.9, (16.5, 23), (31.5, 23))
    + discs(INK, 1.9, (16.8, 23.2), (31.2, 23.2)),
}  # fmt: skip
