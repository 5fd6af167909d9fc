//! Pages that are made to cost, and pages as browsers and editors mangle them: all are read in time, and say the same.

use std::time::{Duration, Instant};

use super::spelled_pages::{layouts, spelled};

use crate::diagnostic::Code;
use crate::scrape::{Capture, Reading, read};

/// Without optimisation each takes a second or two; what looks at all lines again for each of them takes minutes.
const LONGEST: Duration = Duration::from_secs(40);

const HEAD: &str = "T\nGET\n/a\n";
const ANSWER: &str = "返回响应\n🟢200成功\napplication/json\nBody\n";
const FOOTER: &str = "修改于 2025-04-25 05:59:59\n上一页\nA\n下一页\nB\nBuilt with\n";

fn read_bytes(bytes: &[u8]) -> Reading {
    read(&Capture { file: "captures/en/orders.txt".into(), bytes: bytes.to_vec() })
}

#[test]
fn every_page_ends_in_time() {
    let numbered =
        |text: &str| -> String { (0..20_000).map(|at| text.replace('#', &at.to_string())).collect() };
    let rows = numbered("f#\nstring\n标题\n必需\n说明\n");
    let items = numbered("200 - S#\n{}\n");
    let answers = numbered("🟢200S#\n");
    let ways = numbered("X-#: ****\n");
    let many = |text: &str| text.repeat(40_000);
    let pages = [
        ("brackets", format!("{HEAD}{ANSWER}示例\n{}\n{FOOTER}", "{".repeat(1_000_000))),
        ("brackets in lines", format!("{HEAD}{ANSWER}示例\n{}{FOOTER}", many("{\n"))),
        ("brackets in members", format!("{HEAD}{ANSWER}示例\n{}\n{FOOTER}", many("{\"a\":"))),
        ("open strings", format!("{HEAD}{ANSWER}示例\n{{\n{}{FOOTER}", many("\"a\n"))),
        ("rows", format!("{HEAD}{ANSWER}{rows}{FOOTER}")),
        ("rows of unknown type", format!("{HEAD}{ANSWER}{}{FOOTER}", many("a\nstrng\n必需\n"))),
        ("a long type", format!("{HEAD}{ANSWER}a\n{}\n必需\n{FOOTER}", many("strng"))),
        ("a long name", format!("{HEAD}{ANSWER}{}\nstring\n示例\n{{\"a\": 1}}\n{FOOTER}", many("说明a，"))),
        (
            "allowed type words",
            format!("{HEAD}{ANSWER}a\nenum<string>\n枚举值:\n{}{FOOTER}", many("string\n")),
        ),
        ("dates without date", format!("{HEAD}{ANSWER}{}", many("修改于\n"))),
        ("footers", format!("{HEAD}{ANSWER}{}", FOOTER.repeat(10_000))),
        (
            "closed tabs",
            format!("{HEAD}返回响应\n{}{}", many("成功(200)\n"), many("HTTP 状态码: 404\n数据结构\n")),
        ),
        ("a column", format!("{HEAD}响应示例响应示例\n{items}返回响应\n{answers}{FOOTER}")),
        ("ways to prove", format!("{HEAD}Authorization\n{ways}{ANSWER}{FOOTER}")),
        ("headers", format!("{HEAD}返回响应\n🟢200成功\n{}{FOOTER}", many("Header\nX-A\nstring\n"))),
        ("commands", format!("{HEAD}示例代码\n{}{ANSWER}{FOOTER}", many("curl '/a\n"))),
        ("a command in lines", format!("{HEAD}示例代码\ncurl /a {}{ANSWER}{FOOTER}", many("\\\n"))),
        ("paths like headings", format!("{}T\nGET/a\n{ANSWER}{FOOTER}", many("/aRequest\n"))),
        ("verbs", format!("{}/a\n{ANSWER}{FOOTER}", many("POST\n"))),
        ("navigation", format!("{}{HEAD}{ANSWER}{FOOTER}", many("  • T\n"))),
    ];
    for (name, text) in pages {
        let start = Instant::now();
        let reading = read_bytes(text.as_bytes());
        let took = start.elapsed();
        assert!(took < LONGEST, "{name} takes {took:?}");
        assert_eq!(reading.pages.len(), 1, "{name}");
    }
}

/// A line that no rule knows, anywhere below the head: a value, a description, or told to be unread.
#[test]
fn a_stray_line_is_kept_or_told() {
    for layout in layouts() {
        let text = spelled(&layout, |_| 0);
        let lines: Vec<_> = text.lines().collect();
        let head = lines.iter().position(|line| line.starts_with("/orders")).expect("a path");
        for at in head + 1..lines.len() {
            // A command goes on below a backslash.
            if lines[at - 1].ends_with('\\') {
                continue;
            }
            let mut strayed = lines.clone();
            strayed.insert(at, "stray");
            let reading = read_bytes(strayed.join("\n").as_bytes());
            let told = format!("{:?} {:?}", reading.pages, reading.diagnostics);
            // Lines that are not placed are told together, by the first of them.
            let is_among = reading.diagnostics.iter().any(|found| found.code == Code::UnreadLine);
            assert!(told.contains("stray") || is_among, "below {at}: {}", lines[at - 1]);
        }
    }
}
