//! `.layer(TEMPLATE)` and `.layer(CONFIG)` do not compile, nor does any `.layer` of ours without the feature `tower`, and
//! they say what to do.

use tower_layer::Layer;

use crate::policy::PolicyTemplate;
use crate::refused::{Around, Built, HasOrigins};
#[cfg(feature = "config")]
use crate::{live::PolicyConfig, refused::IsChecked};

macro_rules! refused {
    ([$($generics:tt)*] $type:ty: $bound:ident) => {
        #[doc(hidden)]
        impl<S, $($generics)*> Layer<S> for $type
        where
            Around<Self, S>: $bound,
        {
            // With another type, its missing implementations would be further errors.
            type Service = S;

            fn layer(&self, _: S) -> S {
                unreachable!()
            }
        }
    };
}

refused!([] PolicyTemplate: HasOrigins);
refused!([] Built: Sized);
#[cfg(feature = "config")]
refused!([] PolicyConfig: IsChecked);

/// A build with the feature.
#[cfg(not(feature = "tower"))]
#[diagnostic::on_unimplemented(
    message = "`.layer` of a policy needs the feature `tower` of `cors-runtime`",
    label = "the feature is off",
    note = "run `cargo add cors-runtime --features tower`",
    note = "a service without actix-web needs no more than \
            `cargo add cors-runtime --no-default-features --features tower,live,tracing`"
)]
pub trait FeatureTower {}

/// See [`refused`](crate::refused).
#[cfg(not(feature = "tower"))]
#[allow(dead_code, unreachable_pub)]
#[derive(Debug)]
pub struct FeatureTowerIsOn;

#[cfg(not(feature = "tower"))]
impl FeatureTower for FeatureTowerIsOn {}

#[cfg(not(feature = "tower"))]
mod without_the_feature {
    use super::{Around, FeatureTower, Layer};
    use crate::choose::{ByMethod, ByOrigin};

    refused!([] crate::policy::Policy: FeatureTower);
    #[cfg(feature = "live")]
    refused!([] crate::live::LivePolicy: FeatureTower);
    refused!([P, B, const N: usize] ByMethod<N, P, B>: FeatureTower);
    refused!([P, B, const N: usize] ByOrigin<N, P, B>: FeatureTower);
    #[cfg(feature = "actix-web")]
    refused!([P] crate::allowed_origin::AllowedOrigin<P>: FeatureTower);
}
