//! What a call is called when calls are counted and troubles are chosen: `orders.create`, `orders.book`, `items.list`.

/// From method and raw path.
pub fn kind(method: &str, path: &str) -> String {
    let path = path.trim_start_matches("/api").trim_matches('/');
    let parts: Vec<&str> = path.split('/').collect();
    let verb = match method {
        "POST" => "create",
        "PUT" => "change",
        "DELETE" => "delete",
        _ => "get",
    };
    match (method, parts.as_slice()) {
        (_, ["self"]) => "self".to_owned(),
        (_, ["reports", report, ..]) => format!("reports.{report}"),
        ("POST", ["orders", "drafts"]) => "orders.create".to_owned(),
        ("GET", ["orders", "drafts"]) => "orders.drafts".to_owned(),
        (_, ["orders", "shipments", _, rest]) => format!("shipments.{rest}"),
        ("GET", [thing]) => format!("{thing}.list"),
        (_, [thing] | [thing, _]) => format!("{thing}.{verb}"),
        (_, [thing, _, "lines", ..]) => format!("{thing}.lines.{verb}"),
        (_, [thing, _, rest, ..]) => format!("{thing}.{rest}"),
        _ => "other".to_owned(),
    }
}
