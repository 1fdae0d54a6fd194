//! What every page tells the browser about how carefully to treat it.
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
};

use crate::cookie;

const ALWAYS: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Not `no-referrer`: a browser would then say `Origin: null` in our own forms.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
    ("cache-control", "no-store"),
];

const HSTS: &str = "max-age=31536000; includeSubDomains";

/// `images` may be inline: the stylesheet draws its arrows with them.
fn policy(form_action: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action {form_action}; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Puts them on, but for what the page has said itself.
pub(crate) fn put(request: &HttpRequest, headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        set(headers, HeaderName::from_static(name), value);
    }
    set(headers, header::CONTENT_SECURITY_POLICY, &policy("'self'"));
    if cookie::is_secure(request) {
        set(headers, header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
}

/// For a page whose form ends at a shop of the visitor's own choosing: browsers hold `form-action`
/// against every address that a form is sent on to.
pub(crate) fn may_lead_away(mut response: HttpResponse) -> HttpResponse {
    let policy = policy("'self' https: http:");
    set(
        response.headers_mut(),
        header::CONTENT_SECURITY_POLICY,
        &policy,
    );
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if headers.contains_key(&name) {
        return;
    }
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
