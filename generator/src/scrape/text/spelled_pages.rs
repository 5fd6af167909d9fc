//! Pages of each layout whose labels can be spelled in every way that sites print them.

/// What a label is for, and the ways sites print it; `⏎` ends a line.
pub(super) const TABLE: [(&str, &[&str]); 39] = [
    ("request", &["Request", "请求参数"]),
    ("authorization", &["Authorization"]),
    ("path", &["Path Params", "Path 参数", "Path参数", "Path Parameters"]),
    ("query", &["Query Params", "Query 参数", "Query参数", "Query Parameters"]),
    ("header", &["Header Params", "Header 参数", "Header参数", "Header Parameters"]),
    ("cookie", &["Cookie Params", "Cookie 参数", "Cookie参数", "Cookie Parameters"]),
    (
        "body",
        &[
            "Body Params application/json",
            "Body 参数application/json",
            "Body 参数 application/json",
            "Body 参数 (application/json)",
            "Body Params (application/json)",
            "Body Paramsapplication/json",
            "Body 参数⏎application/json",
            "Body Params⏎application/json",
        ],
    ),
    (
        "form",
        &[
            "Body Params multipart/form-data",
            "Body 参数multipart/form-data",
            "Body 参数 (application/form-data)",
            "Body 参数(multipart/form-data)",
            "Body Params (application/form-data)",
        ],
    ),
    ("required", &["required", "必需", "必 需"]),
    ("optional", &["optional", "可选", "可 选"]),
    (
        "default",
        &["Default:⏎7", "Default: 7", "Default value: 7", "默认值:⏎7", "默认值: 7", "默认值：7", "默认值:7"],
    ),
    (
        "example",
        &[
            "Example:⏎9",
            "Example: 9",
            "Examples:⏎9",
            "Examples: 9",
            "Example value: 9",
            "示例值:⏎9",
            "示例值: 9",
            "示例:⏎9",
            "示例: 9",
            "示例：9",
        ],
    ),
    (
        "allowed",
        &[
            "Allowed values:⏎new⏎paid",
            "Allowed value:⏎new⏎paid",
            "Allowed value(s):⏎new⏎paid",
            "枚举值:⏎new⏎paid",
            "枚举值：⏎new⏎paid",
            "枚举值: new⏎paid",
        ],
    ),
    ("an example", &["Example", "示例", "Examples"]),
    (
        "a named example",
        &["成功示例", "Example成功示例", "示例成功示例", "Example⏎成功示例", "示例⏎成功示例"],
    ),
    ("another named example", &["异常示例", "Example异常示例", "示例异常示例", "示例⏎异常示例"]),
    ("a last named example", &["No stock", "Example⏎No stock", "示例No stock", "ExampleNo stock"]),
    ("samples", &["Request samples", "Request Samples", "Request Code Samples", "示例代码", "请求示例代码"]),
    ("tabs", &["Request Request Example", "Request ExampleRequest Example", "请求示例请求示例"]),
    (
        "languages",
        &[
            "Shell⏎JavaScript⏎Java⏎Swift⏎Go⏎PHP⏎Python⏎HTTP⏎C⏎C#⏎Objective-C⏎Ruby⏎OCaml⏎Dart⏎R",
            "Shell⏎JavaScript⏎Java⏎Swift",
            "ShellJavaScriptJavaSwiftGoPHPPythonHTTPCC#Objective-CRubyOCamlDartR",
            "Shell JavaScript Java Swift",
        ],
    ),
    ("responses", &["Responses", "返回响应"]),
    ("ok", &["🟢200OK", "🟢 200 OK"]),
    ("body of an answer", &["Body", ""]),
    ("unauthorized", &["🟠401Unauthorized", "🟠 401 Unauthorized"]),
    ("failure", &["🔴500服务器错误", "🔴 500 服务器错误"]),
    (
        "modified",
        &[
            "Modified at 2025-04-25 05:59:59",
            "Modified at⏎2025-04-25 05:59:59",
            "Last modified: 2025-04-25 05:59:59",
            "Last modified:2025-04-25 05:59:59",
            "修改于 2025-04-25 05:59:59",
            "修改于2025-04-25 05:59:59",
            "修改于⏎2025-04-25 05:59:59",
            "最后修改时间: 2025-04-25 05:59:59",
            "最后修改时间：2025-04-25 05:59:59",
            "最后修改时间:⏎2025-04-25 05:59:59",
        ],
    ),
    ("previous", &["Previous", "上一页"]),
    ("next", &["Next", "下一页"]),
    ("built with", &["Built with", "Built with⏎Apidoc", "Built with Apidoc"]),
    // Of share pages.
    ("request below the path", &["⏎Request", "⏎请求参数", "请求参数", "Request"]),
    ("ok tab", &["成功(200)", "成功 (200)", "成功（200）"]),
    ("failure tab", &["参数错误(400)", "参数错误 (400)"]),
    ("ok status", &["HTTP 状态码: 200", "HTTP 状态码：200", "HTTP 状态码:200", "HTTP Status Code: 200"]),
    ("failure status", &["HTTP 状态码: 400", "HTTP 状态码：400", "HTTP Code: 400"]),
    (
        "json",
        &[
            "内容格式: JSONapplication/json",
            "内容格式：JSON",
            "内容格式: JSON application/json",
            "Content Type: application/json",
        ],
    ),
    ("structure", &["数据结构", "Data Schema", "Data Structure", ""]),
    // Of pages in two columns.
    (
        "column",
        &[
            "响应示例响应示例",
            "响应示例 响应示例",
            "Response Response Example",
            "Response ExampleResponse Example",
        ],
    ),
    ("ok item", &["200 - 成功"]),
    ("failure item", &["400 - 参数错误"]),
];

/// The head of a page: where it stands in the navigation, and how the layout prints path and folder.
const INDENTED: &str = "Acme\n  1. Orders\n  • Shop\n    • Orders\n      • Create an order\n        POST\n  1. Orders\n\n\
                        Create an order\n\nPOST\n/orders/{id}\n\nMakes one.\n\n";
const FLATTENED: &str = "- Shop\n- Orders\n- Create an orderPOST\nCreate an order\nPOST\n/orders/{id}\n/orders/{id}\nOrders\nMakes one.\n";

/// What a page of the other language says in place of some words.
pub(super) const CHINESE: [(&str, &str); 6] = [
    ("Create an order", "创建订单"),
    ("Makes one.", "创建一个订单。"),
    ("Orders", "订单"),
    ("State", "状态"),
    ("What it is in.", "订单的状态"),
    ("How far.", "页码，从1开始"),
];

const REQUEST: &str = "{request}
{authorization}
Bearer Token
{path}
id
string
{required}
{query}
page
integer
{optional}
How far.
>= 1<= 50
{default}
{example}
{header}
X-Shop
string
{required}
{cookie}
session
string
{optional}
{body}
state
enum<string>
State
{required}
What it is in.
{allowed}
name
string | null
{optional}
{an example}
{
\"state\": \"new\",
\"name\": null
}
{form}
photo
file
{required}
{samples}
{languages}
{tabs}
{languages}
curl --location '/orders/1' \\
--header 'X-Shop;'
";

const RESPONSES: &str = "{responses}
{ok}
application/json
{body of an answer}
id
string
{required}
{a named example}
{
\"id\": \"A1\"
}
{another named example}
{
\"id\": \"\"
}
{a last named example}
{
\"id\": \"0\"
}
{unauthorized}
application/json
{body of an answer}
why
string
{optional}
{an example}
{
\"why\": \"late\"
}
{failure}
";

const SHARED: &str = "{responses}
{ok tab}
{failure tab}
{ok status}
{json}
{structure}
id
string
名称
{a named example}
{
\"id\": \"A1\"
}
{failure status}
{json}
{structure}
{an example}
{
\"why\": \"late\"
}
";

const COLUMN: &str = "{column}
{ok item}
{
\"id\": \"A1\"
}
{failure item}
{
\"why\": \"late\"
}
";

const COLUMN_RESPONSES: &str = "{responses}
🟢200成功
application/json
{body of an answer}
id
string
{required}
🟠400参数错误
application/json
{body of an answer}
why
string
{required}
";

const FOOTER: &str = "{modified}\n{previous}\nList\n{next}\nCancel\n{built with}\n";

pub(super) fn layouts() -> [String; 4] {
    [
        format!("{INDENTED}{REQUEST}{RESPONSES}{FOOTER}"),
        format!("{FLATTENED}{REQUEST}{RESPONSES}{FOOTER}"),
        format!("{INDENTED}{REQUEST}{SHARED}{FOOTER}")
            .replace("\n\nMakes one.\n\n{request}", "{request below the path}"),
        format!("{INDENTED}{COLUMN}{REQUEST}{COLUMN_RESPONSES}{FOOTER}"),
    ]
}

/// The page with each label spelled as `spelling` tells for its place in the table.
pub(super) fn spelled(layout: &str, spelling: impl Fn(usize) -> usize) -> String {
    let mut text = layout.to_owned();
    for (at, (role, spellings)) in TABLE.iter().enumerate() {
        let words = spellings[spelling(at) % spellings.len()].replace('⏎', "\n");
        text = text.replace(&format!("{{{role}}}"), &words);
    }
    text
}
