//! What a page of text says stands in the spec, or a message names it.

use std::collections::BTreeSet;
use std::fs;

use generator::diagnostic::Diagnostic;
use generator::scrape::kind::{CaptureKind, of};

use crate::pipeline::{Input, Made, run};
use crate::repository;

/// Words that pages print around what they say.
const FURNITURE: [&str; 48] = [
    "Allowed",
    "Body",
    "Built",
    "C",
    "Code",
    "Dart",
    "Default",
    "Example",
    "Examples",
    "Go",
    "HTTP",
    "Header",
    "JSON",
    "Java",
    "JavaScript",
    "Last",
    "Modified",
    "Next",
    "OCaml",
    "Objective",
    "PHP",
    "Params",
    "Path",
    "Previous",
    "Python",
    "Query",
    "R",
    "Request",
    "Response",
    "Responses",
    "Ruby",
    "Samples",
    "Shell",
    "Swift",
    "Try",
    "at",
    "enum",
    "it",
    "modified",
    "null",
    "optional",
    "required",
    "s",
    "samples",
    "string",
    "value",
    "values",
    "with",
];

/// The same in Chinese, where they may be glued together.
const LABELS: [&str; 24] = [
    "上一页",
    "下一页",
    "修改于",
    "最后修改时间",
    "内容格式",
    "参数",
    "可选",
    "可",
    "选",
    "响应示例",
    "必填",
    "必需",
    "数据结构",
    "枚举值",
    "状态码",
    "生成代码",
    "示例代码",
    "示例值",
    "请求示例代码",
    "请求示例",
    "请求参数",
    "返回响应",
    "默认值",
    "示例",
];

/// Labels whose value may be a credential.
const VALUES: [&str; 4] = ["默认值", "示例值", "Default", "Example:"];

/// Cases about what must not reach the spec, and one whose values YAML writes with escapes.
const OTHERS: [&str; 4] = [
    "sample-credentials-stop-here",
    "a-sample-url-shows-a-user",
    "servers-have-variables-and-calls-are-proved",
    "an-example-value-stays-a-value",
];

/// The words of a text: runs of letters, of figures, and of characters beyond ASCII.
fn words(text: &str) -> BTreeSet<&str> {
    let class = |character: char| match character {
        _ if character.is_ascii_alphabetic() => 1,
        _ if character.is_ascii_digit() => 2,
        _ if character.is_alphabetic() => 3,
        _ => 0,
    };
    let mut words = BTreeSet::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|character| class(character) != class(first)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        if class(first) > 0 {
            words.insert(word);
        }
        rest = behind;
    }
    words
}

/// Whether a word is one that pages print, one that is told, or several of those glued together.
fn is_told(word: &str, known: &BTreeSet<&str>) -> bool {
    let is_one = |word: &str| known.contains(word) || FURNITURE.contains(&word) || LABELS.contains(&word);
    let is_glued = |at: usize| {
        let (start, rest) = word.split_at(at);
        start.len() > 1 && is_one(start) && is_told(rest, known)
    };
    is_one(word) || (1..word.len()).filter(|at| word.is_char_boundary(*at)).any(is_glued)
}

/// All that a run makes of its captures.
fn told(made: &Made, diagnostics: &[Diagnostic]) -> String {
    let messages = diagnostics.iter().map(|found| format!("{} {:?}", found.message, found.focus));
    messages.chain(made.yaml.values().cloned()).collect::<Vec<_>>().join("\n").replace("\\n", "\n")
}

/// The lines from the call on; what samples of calls send is compared elsewhere.
fn lines_below_head(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines: Vec<_> = (1..).zip(text.lines()).collect();
    let is_path = |pair: &[(usize, &str)]| pair[1].1.trim_start().starts_with('/');
    let head = lines.windows(2).position(is_path).unwrap_or(lines.len());
    let mut is_command = false;
    lines.into_iter().skip(head + 1).filter(move |(_, line)| {
        is_command = line.contains("curl ") || (is_command && line.trim_start().starts_with('-'));
        !is_command
    })
}

#[test]
fn nothing_that_a_page_of_text_says_is_lost() {
    let cases = repository::root().join("tests/cases");
    let mut count = 0;
    let mut lost = Vec::new();
    for case in fs::read_dir(cases).expect("cases").map(|case| case.expect("a case")) {
        let name = case.file_name().to_string_lossy().into_owned();
        let input = Input::below(&case.path());
        let outcome = run(&input);
        let Some(made) = outcome.made.filter(|_| !OTHERS.contains(&name.as_str())) else { continue };
        let told = told(&made, &outcome.diagnostics);
        let known = words(&told);
        for capture in input.captures.iter().filter(|capture| of(&capture.bytes) == CaptureKind::Text) {
            let text = String::from_utf8_lossy(&capture.bytes);
            count += 1;
            let is_withheld = told.contains("withheld");
            let mut is_value = false;
            for (number, line) in lines_below_head(&text) {
                // What may be somebody's credential stops above the spec.
                let is_label = VALUES.iter().any(|label| line.starts_with(label));
                if is_withheld && (is_label || is_value) {
                    is_value = is_label;
                    continue;
                }
                let missing: Vec<_> = words(line).into_iter().filter(|word| !is_told(word, &known)).collect();
                if !missing.is_empty() {
                    lost.push(format!("{name}: {}:{number}: {missing:?}", capture.file));
                }
            }
        }
    }
    assert!(count > 100, "{count}");
    assert_eq!(lost, [""; 0]);
}
