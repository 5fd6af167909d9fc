//! The same page in two forms gives the same spec, apart from what the poorer form cannot know.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod hostile;
mod invented;
mod known;
#[path = "../harness/pipeline.rs"]
mod pipeline;
#[path = "../harness/repository.rs"]
mod repository;
mod stated;
#[path = "../harness/synthetic/mod.rs"]
mod synthetic;
mod whole;

use generator::diagnostic::Diagnostic;
use generator::scrape::Capture;
use generator::spec::Spec;
use generator::spec::api::ApiDescription;
use generator::spec::names::Names;
use proptest::prelude::{ProptestConfig, prop_assert_eq};
use proptest::test_runner::{RngSeed, TestCaseResult, TestRunner};
use serde_json::Value as Json;

use synthetic::api::api;
use synthetic::{Form, Page};

const FORMS: [Form; 7] =
    [Form::Markdown, Form::Html, Form::Payload, Form::Article, Form::Text, Form::Flattened, Form::Shared];

const TEXTS: [Form; 3] = [Form::Text, Form::Flattened, Form::Shared];

/// The spec of captures, and what is wrong with them.
fn spec(captures: &[Capture]) -> (Spec, Vec<Diagnostic>) {
    let (facts, mut found) = generator::read(captures);
    let (spec, more) = generator::reconcile(&facts, &ApiDescription::default(), &mut Names::default());
    found.extend(more);
    (spec, found)
}

/// So many values, the same ones each time.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        max_shrink_iters: 3000,
        rng_seed: RngSeed::Fixed(4711),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Some pages, the same ones each time.
fn for_any_page(check: impl Fn(&Page) -> TestCaseResult) {
    if let Err(problem) = TestRunner::new(config(48)).run(&invented::page(), |page| check(&page)) {
        panic!("{problem}");
    }
}

#[test]
fn every_invented_page_of_text_is_read_without_complaint() {
    let pages = api(100);
    let invented: Vec<_> = pages.iter().map(|page| (page.verb, page.path.clone())).collect();
    for form in TEXTS {
        let captures: Vec<_> = pages.iter().enumerate().map(|(at, page)| page.captured(form, at)).collect();
        let (facts, found) = generator::read(&captures);
        assert_eq!(found, []);
        let read: Vec<_> =
            facts.pages.iter().map(|page| (page.verb.value.word(), page.path.value.clone())).collect();
        assert_eq!(read, invented);
    }
}

/// The lines in which two values differ, up to the first that is the same again.
fn difference(left: &Json, right: &Json) -> String {
    if left == right {
        return String::new();
    }
    let (left, right) = (format!("{left:#}"), format!("{right:#}"));
    let same = left.lines().zip(right.lines()).take_while(|(left, right)| left == right).count();
    let from = |text: &str| text.lines().skip(same.saturating_sub(4)).take(12).collect::<Vec<_>>().join("\n");
    format!("one says\n{}\nthe other\n{}", from(&left), from(&right))
}

/// Whether two forms of a page say the same of it, each on its own.
fn agree(page: &Page, one: Form, other: Form) -> TestCaseResult {
    let forms = [one, other];
    let [(left, found), (right, also_found)] = forms.map(|form| spec(&[page.captured(form, 1)]));
    prop_assert_eq!(&found, &[], "{:?}", one);
    prop_assert_eq!(&also_found, &[], "{:?}", other);
    let (left, right) = (known::known(&left, &forms), known::known(&right, &forms));
    prop_assert_eq!(difference(&left, &right), "", "{:?} and {:?}", one, other);
    Ok(())
}

#[test]
fn markdown_and_payload_say_the_same() {
    for_any_page(|page| agree(page, Form::Markdown, Form::Payload));
}

#[test]
fn payload_and_article_say_the_same() {
    for_any_page(|page| agree(page, Form::Payload, Form::Article));
}

#[test]
fn payload_and_the_whole_page_say_the_same() {
    for_any_page(|page| agree(page, Form::Payload, Form::Html));
}

#[test]
fn article_and_text_say_the_same() {
    for_any_page(|page| agree(page, Form::Article, Form::Text));
}

#[test]
fn text_in_every_layout_says_the_same() {
    for_any_page(|page| agree(page, Form::Text, Form::Flattened));
    for_any_page(|page| agree(page, Form::Text, Form::Shared));
}

#[test]
fn several_kinds_of_a_page_give_the_spec_of_the_best() {
    for_any_page(|page| {
        for (at, best) in FORMS.into_iter().enumerate() {
            // The whole page holds these two; a second page in one form is another page of one edition.
            let is_within =
                |other: &Form| best == Form::Html && matches!(other, Form::Payload | Form::Article);
            // The layouts of text are compared with each other; one better form is enough for those that lose badges.
            let is_left_out = |other: &Form| match other {
                Form::Text => false,
                Form::Flattened | Form::Shared => best != Form::Article,
                _ => is_within(other),
            };
            for poorer in FORMS.into_iter().skip(at + 1).filter(|other| !is_left_out(other)) {
                let (alone, _) = spec(&[page.captured(best, 1)]);
                let (both, found) = spec(&[page.captured(best, 1), page.captured(poorer, 2)]);
                prop_assert_eq!(found, &[], "{:?} and {:?}", best, poorer);
                let forms = [best];
                let (alone, both) = (known::known(&alone, &forms), known::known(&both, &forms));
                prop_assert_eq!(difference(&alone, &both), "", "{:?} and {:?}", best, poorer);
            }
        }
        Ok(())
    });
}
