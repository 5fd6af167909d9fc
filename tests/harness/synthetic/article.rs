//! The HTML of a page as a browser saves it: its article under the newest class names, every row and panel open.

use std::fmt::Write as _;

use super::{Member, Page, Value, example, words};

/// The page as HTML.
pub(super) fn render(page: &Page) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n</head>\n<body>\n\
         <div id=\"root\">\n{}</div>\n</body>\n</html>\n",
        escaped(&page.title),
        inside(page)
    )
}

/// What stands in the page's root: navigation, article and footer.
pub(super) fn inside(page: &Page) -> String {
    let (title, folder) = (escaped(&page.title), escaped(&page.folder));
    let mut html = Html::default();
    html.line(&format!(
        "<nav class=\"_sidebar_1\"><ul><li><span>{folder}</span><ul><li><a href=\"/4711e0\"><span>{title}</span> \
         <span>{}</span></a></li></ul></li></ul></nav>",
        page.verb
    ));
    html.line(&format!(
        "<div aria-label=\"breadcrumb\"><span>{folder}</span><span>/</span><span>{title}</span></div>"
    ));
    html.line(&format!("<h1 class=\"_title_9f3a\">{title}</h1>"));
    html.line(&format!(
        "<div class=\"_path_2b1\"><span class=\"_method_1\">{}</span><span class=\"_copyable_5\">{}</span></div>",
        page.verb, page.path
    ));
    if let Some(line) = &page.description {
        html.line(&format!("<div class=\"markdown-body\"><p>{}</p></div>", escaped(line)));
    }
    html.line("<h2>Request</h2>");
    for (heading, members) in [
        ("Path Params", &page.path_parameters),
        ("Query Params", &page.query),
        ("Header Params", &page.headers),
    ] {
        if !members.is_empty() {
            html.line(&format!("<h3>{heading}</h3>"));
            html.line("<div class=\"JsonSchemaViewer\"><div data-level=\"0\">");
            html.rows(members, 0);
            html.line("</div></div>");
        }
    }
    if let Some(body) = &page.body {
        html.line("<h3>Body Params <span class=\"_media_3\">application/json</span></h3>");
        html.body(body);
    }
    html.line("<h2>Responses</h2>");
    for (status, label, value) in &page.answers {
        let lamp = if *status < 300 { '🟢' } else { '🟠' };
        html.line(&format!("<h3>{lamp}{status}{label}</h3>\n<div>application/json</div>\n<div>Body</div>"));
        html.body(value);
    }
    html.line(&format!(
        "<div class=\"_footer_1\"><span>Modified at</span> <span>{}</span></div>",
        page.modified
    ));
    html.line("<nav class=\"pagination\"><a href=\"/1m0\"><div>Previous</div><div>About</div></a><a href=\"/2m0\"><div>Next</div><div>Terms</div></a></nav>\n<div>Built with</div>");
    html.text
}

/// Lines of HTML.
#[derive(Default)]
struct Html {
    text: String,
}

impl Html {
    fn line(&mut self, words: &str) {
        writeln!(self.text, "{words}").expect("a string takes text");
    }

    /// The rows of a body below the one of the body itself, and its example.
    fn body(&mut self, value: &Value) {
        self.line("<div class=\"JsonSchemaViewer\"><div data-level=\"0\">");
        self.line(&format!(
            "<div class=\"_node_1a\" data-id=\"root\"><span class=\"sl-type\">{}</span></div>",
            escaped(&words(value))
        ));
        self.below(value, 0);
        self.line("</div></div>");
        self.line("<h4>Example</h4>");
        self.line(&format!("<pre>{}</pre>", escaped(&example::json(value))));
    }

    fn rows(&mut self, members: &[Member], level: usize) {
        for member in members {
            self.row(member);
            self.below(&member.value, level);
        }
    }

    fn row(&mut self, member: &Member) {
        let name = escaped(&member.name);
        self.line(&format!("<div class=\"_node_1a\" data-id=\"{name}\">"));
        self.line(&format!(
            "<div class=\"_propertyName_1x2\"><span class=\"_copyable_5\">{name}</span></div>"
        ));
        let null = if member.nullable { "<span> | null</span>" } else { "" };
        self.line(&format!("<span class=\"sl-type\">{}</span>{null}", escaped(&words(&member.value))));
        if let Some(title) = &member.title {
            let title = escaped(title);
            self.line(&format!("<div class=\"index_additionalInformation__title__q1\">{title}</div>"));
        }
        let badge = if member.required { "required" } else { "optional" };
        self.line(&format!("<div class=\"{badge}-k1\">{badge}</div>"));
        if let Some(line) = &member.description {
            let line = escaped(line);
            self.line(&format!("<div class=\"json-schema-viewer__description\"><p>{line}</p></div>"));
        }
        if let Value::Listed(values) = member.value.innermost() {
            let chips: Vec<_> = values
                .iter()
                .map(|value| format!("<span class=\"value-b2\">{}</span>", escaped(value)))
                .collect();
            let chips = chips.concat();
            self.line(&format!("<div><span class=\"key-a1\">Allowed values:</span>{chips}</div>"));
        }
        self.line("</div>");
    }

    fn below(&mut self, value: &Value, level: usize) {
        if let Value::Object { members, .. } = value.innermost()
            && !members.is_empty()
        {
            self.line(&format!("<div class=\"_child-stack_1\" data-level=\"{}\">", level + 1));
            self.rows(members, level + 1);
            self.line("</div>");
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
