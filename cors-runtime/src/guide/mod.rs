#![doc = include_str!("index.md")]

/// Each page is a module, and shown where the features are on that it links to and that its code needs.
macro_rules! pages {
    ($(#[doc = $title:literal] $page:ident, $file:literal, needs $($feature:literal)*;)+) => {
        $(
            #[doc = $title]
            #[cfg_attr(all($(feature = $feature),*), doc = "\n", doc = include_str!($file))]
            #[cfg_attr(
                not(all($(feature = $feature),*)),
                doc = concat!("\nThis page is shown where these features are on:", $(" `", $feature, "`",)* ".")
            )]
            pub mod $page {}
        )+
    };
}

pages! {
    #[doc = "Six things that the compiler refuses although they work in the first test: why, and what to do."]
    risks, "risks.md", needs;
    #[doc = "Policies on routes, exceptions, and policies for the methods of one path."]
    routes, "routes.md", needs "actix-web" "live";
    #[doc = "Authentication inside a policy, outside of it, and around routes with their own."]
    authentication, "authentication.md", needs "actix-web";
    #[doc = "Origins and policies that are known only when the service runs."]
    runtime, "runtime.md", needs "actix-web" "config";
    #[doc = "Tests of a policy, and its log events."]
    testing, "testing.md", needs "live";
    #[doc = "WebSockets, and forms that change something."]
    websockets, "websockets.md", needs "actix-web" "live";
    #[doc = "axum, tonic, hyper and other services on tower."]
    tower, "tower.md", needs "live" "tower";
    #[doc = "Frameworks that take the layer, and what to write in the others."]
    frameworks, "frameworks.md", needs "live" "http";
    #[doc = "Setups to copy."]
    recipes, "recipes.md", needs "actix-web" "config" "tower";
    #[doc = "By symptom: why a browser says \"blocked by CORS policy\", how to check, and what to do."]
    troubleshooting, "troubleshooting.md", needs "actix-web" "live";
    #[doc = "Moving a service here from actix-cors or tower-http."]
    migration, "migration.md", needs "actix-web" "live" "tower";
    #[doc = "Three services that move here, step by step."]
    moving, "moving.md", needs "actix-web" "live" "tower";
}
