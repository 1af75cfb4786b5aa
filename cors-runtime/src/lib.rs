//! CORS policies that the compiler checks.
