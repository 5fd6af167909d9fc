//! The order of what constructors and functions take: the locked one, and what is new after it.

use std::collections::BTreeMap;

/// Keeps arguments in order.
///
/// Callers give arguments by position, so that two of one type could trade places without a compiler noticing.
/// That takes two: an order is locked from the second argument on. One that joins a single argument changes how
/// many there are, which every compiler notices. Where one struct takes them all, each is given by its name, and
/// nothing is locked.
#[derive(Debug)]
pub(super) struct ArgumentOrder<'a> {
    locked: &'a mut BTreeMap<String, Vec<String>>,
}

impl<'a> ArgumentOrder<'a> {
    pub(super) fn new(locked: &'a mut BTreeMap<String, Vec<String>>) -> Self {
        Self { locked }
    }

    /// `arguments` of what stands at `place`, in the locked order. `key` is their name there.
    pub(super) fn sorted<T>(
        &mut self,
        place: &str,
        mut arguments: Vec<T>,
        key: impl Fn(&T) -> String,
    ) -> Vec<T> {
        if arguments.len() < 2 {
            return arguments;
        }
        let order = self.locked.entry(place.to_owned()).or_default();
        for argument in &arguments {
            let key = key(argument);
            if !order.contains(&key) {
                order.push(key);
            }
        }
        arguments.sort_by_cached_key(|argument| {
            let key = key(argument);
            order.iter().position(|known| *known == key)
        });
        arguments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(order: &mut BTreeMap<String, Vec<String>>, arguments: &[&'static str]) -> Vec<&'static str> {
        ArgumentOrder::new(order).sorted("Order", arguments.to_vec(), |argument| (*argument).to_owned())
    }

    #[test]
    fn a_locked_order_stays_and_new_ones_come_last() {
        let mut order = BTreeMap::new();
        assert_eq!(sorted(&mut order, &["a"]), ["a"]);
        assert!(order.is_empty());
        assert_eq!(sorted(&mut order, &["a", "b"]), ["a", "b"]);
        assert_eq!(sorted(&mut order, &["b", "a"]), ["a", "b"]);
        assert_eq!(sorted(&mut order, &["c", "b", "a"]), ["a", "b", "c"]);
    }

    #[test]
    fn what_may_be_left_out_keeps_its_slot() {
        let mut order = BTreeMap::new();
        sorted(&mut order, &["a", "b", "c"]);
        assert_eq!(sorted(&mut order, &["c", "a"]), ["a", "c"]);
        assert_eq!(sorted(&mut order, &["c", "b", "a"]), ["a", "b", "c"]);
        assert_eq!(order["Order"], ["a", "b", "c"]);
    }
}
