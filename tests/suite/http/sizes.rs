//! What travels over the wire, as a browser that takes brotli sees it.

use reqwest::Method;

use crate::support::app::TestApp;

async fn bytes(app: &TestApp, path: &str) -> usize {
    let request = app.request(Method::GET, path).header("accept-encoding", "br");
    request.send().await.unwrap().bytes().await.unwrap().len()
}

#[tokio::test]
async fn the_home_page_with_everything_stays_under_80_kilobytes() {
    let app = TestApp::start().await;
    let html = app.get("/").await.text;
    let mut total = bytes(&app, "/").await;
    for part in html.split("\"/assets/").skip(1) {
        let name = part.split('"').next().unwrap();
        if !name.ends_with(".txt") {
            total += bytes(&app, &format!("/assets/{name}")).await;
        }
    }
    assert!(total < 80_000, "{total} bytes");
}

#[tokio::test]
async fn a_page_of_results_stays_under_15_kilobytes() {
    let app = TestApp::start().await;
    for path in
        ["/recherche", "/recherche?place=region:44&type=livraison&type=site", "/en/recherche?q=livraison"]
    {
        let size = bytes(&app, path).await;
        assert!(size < 15_000, "{path}: {size} bytes");
    }
}
