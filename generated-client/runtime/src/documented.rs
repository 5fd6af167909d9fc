//! `documented!`: what the docs promise of a type, in as few words as the docs need.

/// Implements [`Documented`](crate::Documented) for a type whose shape is written down here. Each field of a struct tells on which line
/// of its page it is promised, or of which other page. A union tells, after `by`, which member tells its variants apart.
///
/// ```
/// const FIND_ORDER: &str = "captures/en/find-order.txt";
/// const LIST_ORDERS: &str = "captures/en/list-orders.txt";
///
/// pub struct Order { pub id: i64, pub note: Option<String>, pub state: State }
/// pub enum State { Open, Closed, Other(i64) }
/// pub enum Address { Lines(Vec<String>), Text(String) }
///
/// client_runtime::documented!(struct Order in FIND_ORDER {
///     "id": i64 => 12,
///     "note": Option<String> => LIST_ORDERS:15,
///     "state": State => 18,
/// });
/// client_runtime::documented!(enum State of i64 { 1, 2 });
/// client_runtime::documented!(union Address { Lines(Vec<String>), Text(String) });
///
/// pub enum Found { Order(Order), Nothing(()) }
/// client_runtime::documented!(union Found by "kind" { Order(Order) = "order", Nothing(()) = "nothing" });
/// ```
#[macro_export]
macro_rules! documented {
    (@source $page:ident $line:literal) => {
        $crate::Source::new($page, $line)
    };
    (@source $page:ident $other:ident $line:literal) => {
        $crate::Source::new($other, $line)
    };
    (struct $name:ident $(<$data:ident>)? in $page:ident {
        $($wire:literal: $held:ty => $($other:ident:)? $line:literal),* $(,)?
    }) => {
        impl $(<$data: $crate::Documented>)? $crate::Documented for $name $(<$data>)? {
            fn shape() -> $crate::Shape {
                $crate::Shape::Object(const {
                    &[$($crate::Field::new::<$held>($wire, $crate::documented!(@source $page $($other)? $line))),*]
                })
            }
        }
    };
    (enum $name:ident of i64 { $($value:literal),* $(,)? }) => {
        impl $crate::Documented for $name {
            fn shape() -> $crate::Shape {
                $crate::Shape::Integers(&[$($value),*])
            }
        }
    };
    (enum $name:ident of String { $($value:literal),* $(,)? }) => {
        impl $crate::Documented for $name {
            fn shape() -> $crate::Shape {
                $crate::Shape::Strings(&[$($value),*])
            }
        }
    };
    (@variant $variant:ident($held:ty)) => {
        $crate::Variant::new::<$held>(::core::stringify!($variant))
    };
    (@variant $variant:ident($held:ty) $tag:literal $value:literal) => {
        $crate::Variant::new::<$held>(::core::stringify!($variant)).tagged($tag, $value)
    };
    (union $name:ident { $($variant:ident($held:ty)),* $(,)? }) => {
        impl $crate::Documented for $name {
            fn shape() -> $crate::Shape {
                $crate::Shape::Union(const { &[$($crate::documented!(@variant $variant($held))),*] })
            }
        }
    };
    (union $name:ident by $tag:literal { $($variant:ident($held:ty) $(= $value:literal)?),* $(,)? }) => {
        $crate::documented!(@tagged $name $tag [] $($variant($held) $(= $value)?,)*);
    };
    // One variant after the other, since the tag cannot be repeated along with some of them only.
    (@tagged $name:ident $tag:literal [$($done:expr,)*]) => {
        impl $crate::Documented for $name {
            fn shape() -> $crate::Shape {
                $crate::Shape::Union(const { &[$($done),*] })
            }
        }
    };
    (@tagged $name:ident $tag:literal [$($done:expr,)*] $variant:ident($held:ty), $($rest:tt)*) => {
        $crate::documented!(@tagged $name $tag [$($done,)* $crate::documented!(@variant $variant($held)),] $($rest)*);
    };
    (@tagged $name:ident $tag:literal [$($done:expr,)*] $variant:ident($held:ty) = $value:literal, $($rest:tt)*) => {
        $crate::documented!(
            @tagged $name $tag [$($done,)* $crate::documented!(@variant $variant($held) $tag $value),] $($rest)*
        );
    };
}

#[cfg(test)]
mod tests {
    use crate::{Documented, Shape};

    const PAGE: &str = "captures/en/page.txt";
    const OTHER: &str = "captures/en/other.txt";

    struct Node;
    struct Around<T>(T);
    struct Kind;
    struct Word;
    struct Either;
    crate::documented!(struct Node in PAGE { "id": i64 => 7, "inner": Option<Box<Node>> => OTHER:9 });
    crate::documented!(struct Around<T> in PAGE { "data": Option<T> => 3 });
    crate::documented!(enum Kind of i64 { -1, 1_000 });
    crate::documented!(enum Word of String { "a\"b" });
    crate::documented!(union Either { Object(Node), List(Vec<Node>) });

    fn fields<T: Documented>() -> &'static [crate::Field] {
        let Shape::Object(fields) = T::shape() else { panic!("{:?} is no object", T::shape()) };
        fields
    }

    #[test]
    fn fields_have_shapes_and_places_also_where_a_type_contains_itself() {
        let [id, inner] = fields::<Node>() else { panic!("two fields") };
        assert_eq!((id.name, id.source.to_string()), ("id", "captures/en/page.txt:7".to_owned()));
        assert_eq!(inner.source.to_string(), "captures/en/other.txt:9");
        let Shape::Optional(inner) = (inner.shape)() else { panic!("optional") };
        assert!(matches!(inner(), Shape::Object(fields) if fields.len() == 2));
        let [data] = fields::<Around<Kind>>() else { panic!("one field") };
        let Shape::Optional(data) = (data.shape)() else { panic!("optional") };
        assert!(matches!(data(), Shape::Integers([-1, 1000])));
    }

    #[test]
    fn values_and_variants_are_listed() {
        assert!(matches!(Word::shape(), Shape::Strings(["a\"b"])));
        let Shape::Union([object, list]) = Either::shape() else { panic!("a union of two") };
        assert_eq!((object.name, list.name), ("Object", "List"));
        assert!(matches!((list.shape)(), Shape::List(_)));
    }
}
