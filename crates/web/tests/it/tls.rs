//! Keys by one click over real TLS, with an authority of our own and the guard on private addresses.
use std::net::{SocketAddr, TcpListener};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    http::StatusCode,
    web::{self, Bytes, Data, ServiceConfig},
};
use app::{
    Hindrance, Outside, OutsideSettings, Stopped,
    shop::{Connection, begin_auth, connect, find, finish_auth},
};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use reqwest::{Certificate, redirect::Policy};
use rustls::{
    ServerConfig,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use testkit::{
    EMAIL, House,
    simulator::woo::{Setup, Shop},
};

const SHOP: &str = "butikk.example";

/// An authority that nobody knows but who is told.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self {
            issuer: Issuer::new(params, key),
            pem,
        }
    }

    fn server(&self, name: &str) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap()
    }
}

/// Serves until the test ends.
fn serve(
    listener: TcpListener,
    tls: ServerConfig,
    routes: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
) {
    let server = HttpServer::new(move || App::new().configure(routes.clone()));
    let server = server.workers(1).disable_signals();
    actix_web::rt::spawn(server.listen_rustls_0_23(listener, tls).unwrap().run());
}

/// What a shop's web host has in front of it: TLS outside, plain HTTP inside.
async fn pass(request: HttpRequest, body: Bytes, inside: Data<SocketAddr>) -> HttpResponse {
    let client = reqwest::Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    let url = format!("http://{}{}", **inside, request.uri());
    let method = reqwest::Method::from_bytes(request.method().as_str().as_bytes()).unwrap();
    let mut call = client.request(method, url).body(body);
    for (name, value) in request
        .headers()
        .iter()
        .filter(|(name, _)| !is_of_the_hop(name.as_str()))
    {
        call = call.header(name.as_str(), value.as_bytes());
    }
    let answer = call.send().await.unwrap();
    let mut passed = HttpResponse::build(StatusCode::from_u16(answer.status().as_u16()).unwrap());
    for (name, value) in answer
        .headers()
        .iter()
        .filter(|(name, _)| !is_of_the_hop(name.as_str()))
    {
        passed.append_header((name.as_str(), value.as_bytes()));
    }
    passed.body(answer.bytes().await.unwrap())
}

fn is_of_the_hop(name: &str) -> bool {
    ["host", "connection", "content-length", "transfer-encoding"].contains(&name)
}

struct World {
    house: House,
    shop: Shop,
    browser: reqwest::Client,
}

async fn world() -> World {
    let mut house = House::open().await;
    let authority = Authority::new();
    let listen = || TcpListener::bind("127.0.0.1:0").unwrap();
    let (ours, theirs) = (listen(), listen());
    let (our_address, their_address) = (ours.local_addr().unwrap(), theirs.local_addr().unwrap());
    let shop = Shop::start(Setup {
        home: Some(format!("https://{SHOP}")),
        extra_ca: Some(authority.pem.clone()),
        webhook_delay: std::time::Duration::from_secs(1_000_000_000),
        ..Setup::default()
    })
    .unwrap();
    let inside = Data::new(shop.address());
    serve(theirs, authority.server(SHOP), move |app| {
        app.app_data(inside.clone()).default_service(web::to(pass));
    });
    let settings = OutsideSettings {
        rackbeat_url: house.rackbeat.url().parse().unwrap(),
        extra_ca: Some(authority.pem.clone().into_bytes()),
        allow_private_shops: false,
        pinned: vec![
            (SHOP.to_owned(), their_address),
            ("annen.example".to_owned(), their_address),
        ],
    };
    house.ctx.outside = Outside::new(settings, house.ctx.clock.clone()).unwrap();
    house.ctx.public_url = format!("https://{our_address}/").parse().unwrap();
    let ctx = Data::new(house.ctx.clone());
    serve(ours, authority.server("127.0.0.1"), move |app| {
        app.app_data(ctx.clone())
            .app_data(Data::new(::web::Proxies(Vec::new())))
            .configure(::web::routes);
    });
    let known = Certificate::from_pem(authority.pem.as_bytes()).unwrap();
    let browser = reqwest::Client::builder()
        .redirect(Policy::none())
        .no_proxy();
    let browser = browser
        .tls_certs_merge([known])
        .resolve(SHOP, their_address);
    World {
        house,
        shop,
        browser: browser.build().unwrap(),
    }
}

#[actix_web::test]
async fn one_click_works_over_real_tls_with_the_guard_on() {
    let world = world().await;
    let (ctx, tenant) = (&world.house.ctx, world.house.tenant());
    assert!(ctx.outside.is_guarded());
    let found = find(ctx, SHOP).await.unwrap();
    let authorize = begin_auth(ctx, &tenant, &found.site, None).await.unwrap();
    assert_eq!(authorize.host_str(), Some(SHOP));

    let visit = |url: String| {
        world
            .browser
            .get(url)
            .header("cookie", "wordpress_logged_in=1")
            .send()
    };
    let grant = visit(authorize.to_string())
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let (_, rest) = grant
        .split_once("class=\"wc-auth-approve\" href=\"")
        .unwrap();
    let approve = rest.split('"').next().unwrap().replace("&amp;", "&");
    let answer = visit(approve).await.unwrap();
    assert_eq!(
        answer.status(),
        302,
        "our door answered 200 over TLS that the shop trusts"
    );
    let back = url::Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
    assert_eq!(back.origin(), ctx.public_url.origin());

    let token = back.path_segments().unwrap().nth(2).unwrap().to_owned();
    let brought = finish_auth(ctx, &tenant, &token, true).await.unwrap();
    let made = connect(ctx, &tenant, EMAIL, &brought.found, brought.keys)
        .await
        .unwrap();
    let Connection::Made(id) = made else {
        panic!("the check found something to stop for");
    };
    world.house.run_jobs().await;
    let row = store::shop::find(&tenant, id).await.unwrap();
    assert_eq!(row.home, format!("https://{SHOP}/"));
    assert_eq!(world.shop.webhooks().len(), 8);
}

#[actix_web::test]
async fn the_guard_and_the_certificate_are_not_for_show() {
    let world = world().await;
    let ctx = &world.house.ctx;
    let hindered = async |address: &str| match find(ctx, address).await {
        Err(Stopped::By(hindrance)) => hindrance,
        other => panic!("{address}: {:?}", other.map(|found| found.name)),
    };
    assert_eq!(
        hindered("https://127.0.0.1").await,
        Hindrance::PrivateAddress
    );
    assert_eq!(
        hindered("https://localhost").await,
        Hindrance::PrivateAddress
    );
    let other_port = format!("https://{SHOP}:8443");
    assert_eq!(hindered(&other_port).await, Hindrance::PrivateAddress);
    assert_eq!(
        hindered("https://annen.example").await,
        Hindrance::BadCertificate
    );
    let better = Hindrance::Elsewhere {
        address: format!("https://{SHOP}"),
    };
    assert_eq!(
        hindered(&format!("http://{SHOP}")).await,
        better,
        "http is never used, https is proposed"
    );
    assert_eq!(hindered("http://annen.example").await, Hindrance::PlainHttp);
}
