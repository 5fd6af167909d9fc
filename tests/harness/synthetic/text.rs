//! The text of a page, as one copies it from the browser: indented, flattened, or from a share page of 2022-24.

use std::fmt::Write as _;

use super::{Member, Page, Value, example, words};

/// What pages of one layout print around their words, and what copying them loses.
struct Layout {
    path: &'static str,
    query: &'static str,
    header: &'static str,
    body: &'static str,
    required: &'static str,
    optional: &'static str,
    allowed: &'static str,
    example: &'static str,
    /// Whether the badge is lost wherever a title stands in front of it.
    loses_badges: bool,
    is_indented: bool,
}

const ENGLISH: Layout = Layout {
    path: "Path Params",
    query: "Query Params",
    header: "Header Params",
    body: "Body Params application/json",
    required: "required",
    optional: "optional",
    allowed: "Allowed values:",
    example: "Example",
    loses_badges: false,
    is_indented: true,
};

const FLATTENED: Layout = Layout { loses_badges: true, is_indented: false, ..ENGLISH };

const SHARED: Layout = Layout {
    path: "Path 参数",
    query: "Query 参数",
    header: "Header 参数",
    body: "Body 参数 (application/json)",
    required: "必需",
    optional: "可 选",
    allowed: "枚举值:",
    example: "示例",
    loses_badges: true,
    is_indented: true,
};

/// The page as indented text under English labels.
pub(super) fn render(page: &Page) -> String {
    let Page { title, verb, path, folder, .. } = page;
    let head = format!(
        "Acme\nAPI Reference\nEnglish\n  • 中文\nBack to Acme\n  1. {folder}\n  • {folder}\n    • {title}\n      {verb}\n  1. {folder}\n\n{title}\n\n{verb}\n{path}\n"
    );
    let request = ENGLISH.request(page);
    let description = described(page);
    let answers = ENGLISH.answers(page);
    format!(
        "{head}{description}\nRequest\n\n{request}\nResponses\n\n{answers}Modified at {}\nPrevious\nAbout\nNext\nTerms\nBuilt with\n",
        page.modified
    )
}

/// The page as flattened text under English labels: verbs are glued to the navigation, the path stands twice and the folder
/// below it.
pub(super) fn flattened(page: &Page) -> String {
    let Page { title, verb, path, folder, .. } = page;
    let head = format!("- {folder}\n- {title}{verb}\n{title}\n{verb}\n{path}\n{path}\n{folder}\n");
    let request = FLATTENED.request(page);
    let description = described(page);
    let answers = FLATTENED.answers(page);
    format!("{head}{description}Request\n{request}Responses\n{answers}Modified at {}\n", page.modified)
}

/// The page as a share page of 2022-24 under Chinese labels: a heading is glued to the path, and answers stand behind tabs.
pub(super) fn shared(page: &Page) -> String {
    let Page { title, verb, path, folder, .. } = page;
    let mut text = format!("  1. {folder}\n{title}\n{verb}\n{path}");
    if page.description.is_some() {
        text.push('\n');
    }
    text.push_str(&described(page));
    text.push_str("请求参数\n");
    text.push_str(&SHARED.request(page));
    text.push_str("返回响应\n");
    for (status, label, _) in &page.answers {
        writeln!(text, "{label}({status})").expect("a string takes text");
    }
    for (status, _, value) in &page.answers {
        writeln!(text, "HTTP 状态码: {status}\n内容格式: JSONapplication/json\n数据结构")
            .expect("a string takes text");
        SHARED.table(value, &mut text);
    }
    writeln!(text, "最后修改时间: {}\n上一页\n关于\n下一页\n条款\nBuilt with", page.modified)
        .expect("a string takes text");
    text
}

fn described(page: &Page) -> String {
    page.description.as_ref().map_or_else(String::new, |line| format!("{line}\n"))
}

impl Layout {
    /// What a call sends.
    fn request(&self, page: &Page) -> String {
        let mut text = String::new();
        for (heading, members) in
            [(self.path, &page.path_parameters), (self.query, &page.query), (self.header, &page.headers)]
        {
            if !members.is_empty() {
                writeln!(text, "{heading}").expect("a string takes text");
                self.rows(members, &mut text);
            }
        }
        if let Some(body) = &page.body {
            writeln!(text, "{}", self.body).expect("a string takes text");
            self.table(body, &mut text);
        }
        text
    }

    /// What comes back, each answer below its coloured heading.
    fn answers(&self, page: &Page) -> String {
        let mut text = String::new();
        for (status, label, value) in &page.answers {
            let lamp = if *status < 300 { '🟢' } else { '🟠' };
            writeln!(text, "{lamp}{status}{label}\napplication/json\nBody").expect("a string takes text");
            self.table(value, &mut text);
        }
        text
    }

    /// The rows of a body, and its example.
    fn table(&self, value: &Value, text: &mut String) {
        match value {
            Value::Object { members, .. } => self.rows(members, text),
            other => writeln!(text, "{}", words(other)).expect("a string takes text"),
        }
        let json = example::json(value);
        let lines = json.lines().map(|line| if self.is_indented { line } else { line.trim_start() });
        writeln!(text, "{}\n{}", self.example, lines.collect::<Vec<_>>().join("\n"))
            .expect("a string takes text");
    }

    fn rows(&self, members: &[Member], text: &mut String) {
        for member in members {
            let null = if member.nullable { " | null" } else { "" };
            writeln!(text, "{}\n{}\u{a0}{null}", member.name, words(&member.value))
                .expect("a string takes text");
            if let Some(line) = &member.title {
                writeln!(text, "{line}").expect("a string takes text");
            }
            if member.title.is_none() || !self.loses_badges {
                let badge = if member.required { self.required } else { self.optional };
                writeln!(text, "{badge}").expect("a string takes text");
            }
            if let Some(line) = &member.description {
                writeln!(text, "{line}").expect("a string takes text");
            }
            if let Value::Listed(values) = member.value.innermost() {
                writeln!(text, "{}\n{}", self.allowed, values.join("\n")).expect("a string takes text");
            }
            if let Value::Object { members, .. } = member.value.innermost() {
                self.rows(members, text);
            }
        }
    }
}
