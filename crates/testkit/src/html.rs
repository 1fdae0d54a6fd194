//! Reading a page as a test needs it: its text, its `<main>`, its forms.

/// A form as the browser would send it.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    /// Names and values: of fields as filled in, of the first named button not included.
    pub fields: Vec<(String, String)>,
}

/// What stands between `<main …>` and `</main>`; the whole page when there is none.
pub fn main(html: &str) -> &str {
    let start = html
        .find("<main")
        .and_then(|at| Some(at + html[at..].find('>')? + 1));
    let end = html.rfind("</main>");
    match (start, end) {
        (Some(start), Some(end)) if start <= end => &html[start..end],
        _ => html,
    }
}

/// What a person reads, on one line.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        text.push(' ');
        rest = rest[open..]
            .find('>')
            .map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    decode(&text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

pub fn forms(html: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    for part in html.split("<form").skip(1) {
        let (head, rest) = part.split_once('>').unwrap_or((part, ""));
        let body = rest.split("</form>").next().unwrap_or("");
        forms.push(Form {
            action: attribute(head, "action").unwrap_or_default(),
            fields: fields(body),
        });
    }
    forms
}

fn fields(body: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for tag in tags(body, "input") {
        let kind = attribute(tag, "type").unwrap_or_default();
        let is_off = matches!(&*kind, "checkbox" | "radio") && !has(tag, "checked");
        if is_off || matches!(&*kind, "submit" | "button") {
            continue;
        }
        if let Some(name) = attribute(tag, "name") {
            let empty = if kind == "checkbox" { "on" } else { "" };
            fields.push((name, attribute(tag, "value").unwrap_or(empty.to_owned())));
        }
    }
    for part in body.split("<select").skip(1) {
        let (head, rest) = part.split_once('>').unwrap_or((part, ""));
        let options = rest.split("</select>").next().unwrap_or("");
        let all = tags(options, "option");
        let chosen = all.iter().find(|tag| has(tag, "selected")).or(all.first());
        if let (Some(name), Some(chosen)) = (attribute(head, "name"), chosen) {
            fields.push((name, attribute(chosen, "value").unwrap_or_default()));
        }
    }
    for part in body.split("<textarea").skip(1) {
        let (head, rest) = part.split_once('>').unwrap_or((part, ""));
        if let Some(name) = attribute(head, "name") {
            fields.push((name, decode(rest.split("</textarea>").next().unwrap_or(""))));
        }
    }
    fields
}

/// The insides of every such tag.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name}");
    let parts = html.split(&*open).skip(1);
    parts
        .map(|part| part.split('>').next().unwrap_or(""))
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let open = format!(" {name}=\"");
    let start = tag.find(&open)? + open.len();
    let end = tag[start..].find('"')?;
    Some(decode(&tag[start..start + end]))
}

fn has(tag: &str, word: &str) -> bool {
    tag.split_whitespace().any(|part| part == word)
}

fn decode(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_would_send_it() {
        let page = r#"<main id="main"><form method="post" action="/a"><input type="hidden" name="csrf" value="x&#38;y">
            <input type="checkbox" name="on" checked><input type="checkbox" name="off">
            <select name="land"><option value="NO">Norge</option><option value="DK" selected>Danmark</option></select>
            <button>Lagre</button></form></main>"#;
        let forms = forms(page);
        let fields: Vec<_> = forms[0]
            .fields
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(forms[0].action, "/a");
        assert_eq!(fields, ["csrf=x&y", "on=on", "land=DK"]);
        assert_eq!(text(main(page)), "Norge Danmark Lagre");
    }
}
