//! What WordPress makes of HTML that somebody sends: tags that a post may not have go, and lone signs become entities.

/// Tags that a post may have, most of them.
const ALLOWED: [&str; 48] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// A text as it is kept. A lone backslash goes too.
pub fn kept(html: &str) -> String {
    let html = without_backslashes(html);
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(at) = rest.find(['<', '>', '&']) {
        let (before, sign) = rest.split_at(at);
        out.push_str(before);
        rest = match sign.as_bytes().first() {
            Some(b'<') => tag(sign, &mut out),
            Some(b'&') => entity(sign, &mut out),
            _ => {
                out.push_str("&gt;");
                &sign[1..]
            }
        };
    }
    out + rest
}

fn without_backslashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next()),
            other => out.push(other),
        }
    }
    out
}

/// Writes what becomes of the tag that begins here, and gives what comes behind it.
fn tag<'a>(sign: &'a str, out: &mut String) -> &'a str {
    if let Some(end) = sign.strip_prefix("<!--").and_then(|text| text.find("-->")) {
        return &sign[end + 7..];
    }
    let opens = sign[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let Some(end) = sign.find('>').filter(|_| opens) else {
        out.push_str("&lt;");
        return &sign[1..];
    };
    let inner = &sign[1..end];
    let name: String = inner
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    if ALLOWED.contains(&name.as_str()) {
        out.push('<');
        out.push_str(&harmless(inner));
        out.push('>');
    }
    &sign[end + 1..]
}

/// Without attributes that run something.
fn harmless(inner: &str) -> String {
    let runs = |word: &str| {
        let word = word.to_ascii_lowercase();
        word.starts_with("on") && word.contains('=') || word.contains("javascript:")
    };
    let words: Vec<&str> = inner.split(' ').filter(|word| !runs(word)).collect();
    words.join(" ")
}

/// An entity stays; any other `&` becomes one.
fn entity<'a>(sign: &'a str, out: &mut String) -> &'a str {
    let end = sign.find(';').filter(|end| (2..=10).contains(end));
    let is_one = end.is_some_and(|end| {
        let name = &sign[1..end];
        let digits = name.strip_prefix('#').unwrap_or(name);
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_alphanumeric())
    });
    out.push_str(if is_one { "&" } else { "&amp;" });
    &sign[1..]
}
