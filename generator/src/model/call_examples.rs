//! How each endpoint is called, for its docs: with the values of its captured example, where it has one.

use std::collections::BTreeMap;

use super::bodies::Way;
use super::client_crate::ClientCrate;
use super::example_values::{Index, Values};
use super::identifier;
use super::imports;
use super::rust::{Answer, Argument, CallExample, Expression, Function, Item, Module, RustType, Step, Takes};
use super::rust_name::RustName;
use crate::spec::Spec;
use crate::spec::endpoint::{Endpoint, Example, Parameter};
use crate::spec::shown::{Shown as Json, shown};

/// The endpoints by verb and path, as functions hold them.
type Endpoints<'a> = BTreeMap<(RustName, &'a str), &'a Endpoint>;

/// Adds an example to each function of `modules`, all at the top, as code outside of `client` would call it.
pub(super) fn complete(modules: &mut [Module], spec: &Spec, client: &ClientCrate) {
    let index = Index::of(modules);
    let endpoints =
        spec.endpoints().map(|one| ((identifier::snake(&one.verb), one.path.as_str()), one)).collect();
    for module in modules {
        complete_module(module, &index, &endpoints, client);
    }
}

fn complete_module(module: &mut Module, index: &Index, endpoints: &Endpoints<'_>, client: &ClientCrate) {
    for item in &mut module.items {
        let Item::Function(function) = item else { continue };
        let Some(endpoint) = endpoints.get(&(function.verb.clone(), function.path.as_str())) else {
            continue;
        };
        let mut example = Draft { index, endpoint, function, module: &module.path }.example();
        imports::complete_example(&mut example, &module.path, client);
        function.example = Some(example);
    }
    for inner in &mut module.modules {
        complete_module(inner, index, endpoints, client);
    }
}

/// What an example is made of.
struct Draft<'a> {
    index: &'a Index,
    endpoint: &'a Endpoint,
    function: &'a Function,
    module: &'a [RustName],
}

impl Draft<'_> {
    fn example(&self) -> CallExample {
        let mut bindings = Vec::new();
        let arguments =
            self.function.arguments.iter().map(|argument| self.argument(argument, &mut bindings)).collect();
        let answer = match &self.function.answer {
            RustType::Unit => Answer::Nothing,
            RustType::Enveloped(_) => Answer::Data,
            RustType::Download => Answer::Bytes,
            _ => Answer::Body,
        };
        let module = self.module.last().cloned().unwrap_or_else(|| RustName::new("api"));
        CallExample { imports: Vec::new(), module, bindings, arguments, answer }
    }

    /// What stands between the parentheses; what is handed on by reference gets a name before.
    fn argument(&self, argument: &Argument, bindings: &mut Vec<(RustName, Expression)>) -> Expression {
        let values = Values { index: self.index, module: self.module };
        let json = self.shown_for(argument);
        let (takes, is_optional) = match &argument.takes {
            Takes::Optional(inner) => (&**inner, true),
            takes => (takes, false),
        };
        let made = match takes {
            Takes::Reference(RustType::Item(path)) => values
                .parameters(path, &|field| self.shown_at(argument, field))
                .or_else(|| values.of(&RustType::Item(path.clone()), json.as_ref())),
            Takes::Reference(target) => values.of(target, json.as_ref()),
            Takes::Slice(items) => values.of(&RustType::List(Box::new(items.clone())), json.as_ref()),
            takes => values.taken(takes, json.as_ref()),
        };
        let made = made.unwrap_or(Expression::Unknown);
        let handed_on = match takes {
            Takes::Reference(_) | Takes::Slice(_) => {
                bindings.push((argument.name.clone(), made));
                Expression::Reference(argument.name.clone())
            }
            _ => made,
        };
        if is_optional { Expression::Some(Box::new(handed_on)) } else { handed_on }
    }

    /// What the docs show for an argument.
    fn shown_for(&self, argument: &Argument) -> Option<Json> {
        let step = self.steps().find(|step| step.value.of.is_none() && step.value.name == argument.name)?;
        match &step.wire {
            Some(_) => self.parameter(step),
            None => self.body(Way::by_method(step.method.as_str())?),
        }
    }

    /// What the docs show for a field of an argument that holds parameters.
    fn shown_at(&self, argument: &Argument, field: &RustName) -> Option<Json> {
        let is_it =
            |step: &&Step| step.value.of.as_ref() == Some(&argument.name) && step.value.name == *field;
        self.steps().find(is_it).and_then(|step| self.parameter(step))
    }

    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.function.steps.iter()
    }

    /// The example in the row of a parameter. It is text, whatever its type.
    fn parameter(&self, step: &Step) -> Option<Json> {
        let location = |one: &Parameter| step.method.as_str().starts_with(one.location.word());
        let named = |one: &&Parameter| location(one) && Some(&one.field.name) == step.wire.as_ref();
        let field = &self.endpoint.parameters.iter().find(named)?.field;
        shown(&field.name, Json::String(field.example.clone()?))
    }

    /// The first captured example of the body that is written this way.
    fn body(&self, way: Way) -> Option<Json> {
        let body = self.endpoint.bodies.iter().find(|body| Way::of(body) == way)?;
        body.examples.iter().find_map(Example::shown)
    }
}
