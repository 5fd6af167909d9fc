//! `cargo xtask explain`: what a code means, why it matters and what to do; and a contradiction that is known.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use generator::diagnostic::{Code, quote};
use generator::spec::correct::contradiction;

use crate::cli::Explain;
use crate::current::{self, Current};
use crate::problem::Problem;
use crate::report::{Pages, Report};
use crate::{Environment, Exit, document};

/// Codes this alike are offered in the place of an unknown one.
const ALIKE: f64 = 0.7;

/// How many codes are offered.
const MOST: usize = 3;

/// Runs the command.
pub(crate) fn explain(
    options: &Explain,
    environment: &Environment,
    output: &mut dyn Write,
) -> Result<Exit, Problem> {
    let is_styled = environment.color && io::stdout().is_terminal();
    let (ids, words): (Vec<_>, Vec<_>) = options.codes.iter().partition(|word| is_id(word));
    let codes = words.into_iter().map(|word| code(word)).collect::<Result<Vec<_>, _>>()?;
    let texts: Vec<_> = codes.into_iter().map(|code| text(code, is_styled)).collect();
    let text = if options.codes.is_empty() { list(is_styled) } else { texts.join("\n") };
    document::print(&text, output)?;
    if ids.is_empty() {
        return Ok(Exit::Done);
    }
    let environment = Environment { color: is_styled, ..environment.clone() };
    contradictions(&ids, options, &environment, &mut Report::new(&environment, output))
}

/// Whether the word is the id of a contradiction, such as `c-46fb57fe`.
fn is_id(word: &str) -> bool {
    let digits = word.strip_prefix("c-").unwrap_or_default();
    matches!(digits.len(), 8 | 16) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// Tells of contradictions, whether they are known, settled or neither.
fn contradictions(
    ids: &[&String],
    options: &Explain,
    environment: &Environment,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let Current { api, source, made } = match current::read(options.api.as_deref(), environment, report)? {
        Ok(current) => current,
        Err(exit) => return Ok(exit),
    };
    let pages = Pages::of(&api.directory, &source);
    for id in ids {
        let found = contradiction(id, &made.spec, &made.api).ok_or_else(|| {
            let message = format!("no contradiction has the id {}", quote(id));
            let remedy = "the ids stand under `contradictions` in the files of `spec/`";
            Problem::at(&api.directory.join("spec"), message, remedy)
        })?;
        report.diagnostic(&found, &pages);
    }
    Ok(Exit::Done)
}

/// The code that is written as `word`, or as `error[word]`.
fn code(word: &str) -> Result<Code, Problem> {
    let inner =
        word.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or(word, |(code, _)| code);
    Code::from_word(&inner.to_lowercase()).ok_or_else(|| {
        let message = format!("there is no code {}", quote(word));
        let nearest = nearest(inner);
        let remedy = if nearest.is_empty() {
            "`cargo xtask explain` lists every code".to_owned()
        } else {
            format!("did you mean {}? `cargo xtask explain` lists every code", nearest.join(", "))
        };
        Problem::usage(message, remedy)
    })
}

/// The codes most like `word`, in backticks, nearest first.
fn nearest(word: &str) -> Vec<String> {
    let word = word.to_lowercase().replace(['_', ' '], "-");
    let likeness = |code: Code| strsim::jaro_winkler(&word, code.word());
    let alike = Code::ALL.iter().copied().map(|code| (likeness(code), code));
    let mut alike: Vec<_> = alike.filter(|(likeness, _)| *likeness > ALIKE).collect();
    alike.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    alike.into_iter().take(MOST).map(|(_, code)| format!("`{code}`")).collect()
}

/// The explanation of one code, with headings for a terminal or as they are.
fn text(code: Code, is_styled: bool) -> String {
    let mut text = styled(&format!("{}[{code}]", code.severity().word()), is_styled) + "\n\n";
    for line in code.explanation().lines() {
        match line.strip_prefix("## ") {
            Some(heading) => text += &styled(heading, is_styled),
            None => text += line,
        }
        text.push('\n');
    }
    text
}

fn styled(heading: &str, is_styled: bool) -> String {
    if is_styled { format!("\u{1b}[1m{heading}\u{1b}[0m") } else { heading.to_owned() }
}

/// Every code with its severity and the first sentence of its explanation.
fn list(is_styled: bool) -> String {
    let width = Code::ALL.iter().map(|code| code.word().len()).max().unwrap_or_default();
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.severity());
    let mut text = String::new();
    for code in codes {
        let name = styled(&format!("{:width$}", code.word()), is_styled);
        // Writing to a string cannot fail.
        let _ =
            writeln!(text, "{:7}  {name}  {}", code.severity().word(), first_sentence(code.explanation()));
    }
    text + "\nFor more about a code: cargo xtask explain CODE\n"
}

/// The first sentence below the first heading, on one line.
fn first_sentence(explanation: &str) -> String {
    let lines = explanation.lines().skip_while(|line| line.is_empty() || line.starts_with('#'));
    let paragraph = lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    paragraph.split_once(". ").map_or(paragraph.clone(), |(first, _)| format!("{first}."))
}

#[cfg(test)]
mod tests {
    use super::{code, first_sentence, list, nearest, text};
    use generator::diagnostic::Code;

    #[test]
    fn a_code_may_be_pasted_as_printed() {
        assert_eq!(code("unknown-type").unwrap(), Code::UnknownType);
        assert_eq!(code("error[unknown-type]").unwrap(), Code::UnknownType);
        let problem = code("unknown_typ").unwrap_err();
        assert!(problem.remedy.starts_with("did you mean `unknown-type`"), "{}", problem.remedy);
        assert_eq!(problem.exit, crate::Exit::WrongUsage);
        assert_eq!(nearest("qqqq"), [""; 0]);
    }

    #[test]
    fn headings_are_bold_on_a_terminal_only() {
        let plain = text(Code::NoDate, false);
        assert!(plain.starts_with("warning[no-date]\n\nWhat it means\n\n"), "{plain}");
        let bold = text(Code::NoDate, true);
        assert!(bold.contains("\u{1b}[1mWhy it matters\u{1b}[0m\n"), "{bold}");
        assert!(!plain.contains(['#', '\u{1b}']), "{plain}");
    }

    #[test]
    fn every_code_is_listed_with_one_sentence() {
        let list = list(false);
        for code in Code::ALL {
            let line = list.lines().find(|line| line.contains(&format!(" {code} "))).unwrap();
            assert!(line.ends_with(['.', ':', '`']), "{line}");
        }
        assert_eq!(first_sentence("## A\n\nOne\ntwo. Three.\n\nFour."), "One two.");
    }
}
