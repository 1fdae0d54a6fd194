//! Addresses with what they ask for.

/// Leaves out what is empty.
pub(crate) fn with_query(path: &str, asked: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(asked.iter().filter(|(_, value)| !value.is_empty()));
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_for_stands_in_the_address() {
        assert_eq!(with_query("/log", &[("state", ""), ("before", "")]), "/log");
        let asked = [("state", "sent"), ("after", "å/ø 12&x")];
        let address = with_query("/log", &asked);
        assert_eq!(address, "/log?state=sent&after=%C3%A5%2F%C3%B8+12%26x");
    }
}
