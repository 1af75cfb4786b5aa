//! The table of tenants, in SQLite or in PostgreSQL.

use std::io;
use std::time::Duration;

use actix_web::rt::time::{sleep, timeout};
use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::postgres::{PgListener, PgPoolOptions};
use sqlx::{AnyPool, Error};

/// A tenant, and the origin of its pages.
pub(crate) type Row = (String, String);

const SQLITE: &str = "CREATE TABLE IF NOT EXISTS tenants (tenant TEXT PRIMARY KEY, origin TEXT NOT NULL)";

/// PostgreSQL tells whoever listens of every change, an administrator's in `psql` included. The lock is for instances that
/// start at the same time: `IF NOT EXISTS` and `OR REPLACE` can fail there.
const POSTGRES: &str = "
    BEGIN;
    SELECT pg_advisory_xact_lock(hashtext('tenants'));
    CREATE TABLE IF NOT EXISTS tenants (tenant TEXT PRIMARY KEY, origin TEXT NOT NULL);
    CREATE OR REPLACE FUNCTION notify_tenants() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN NOTIFY tenants; RETURN NULL; END $$;
    CREATE OR REPLACE TRIGGER notify_tenants AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tenants
        FOR EACH STATEMENT EXECUTE FUNCTION notify_tenants();
    COMMIT;";

/// How long an answer of the database is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often SQLite is asked, which tells other processes nothing.
const LOOK: Duration = Duration::from_secs(1);

/// How often PostgreSQL is asked although it has told nothing: a connection can break without either end knowing it.
const LOOK_ANYWAY: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub(crate) struct Database {
    pool: AnyPool,
    url: String,
}

impl Database {
    /// Connects to it, and makes the table if there is none.
    pub(crate) async fn open(url: &str) -> Result<Self, Error> {
        install_default_drivers();
        let options = AnyPoolOptions::new().max_connections(4).acquire_timeout(PATIENCE);
        let database = Self { pool: options.connect(url).await?, url: url.to_owned() };
        let schema = if database.is_postgres() { POSTGRES } else { SQLITE };
        sqlx::raw_sql(schema).execute(&database.pool).await?;
        Ok(database)
    }

    fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    /// All of them, by name.
    pub(crate) async fn tenants(&self) -> Result<Vec<Row>, Error> {
        let rows = sqlx::query_as("SELECT tenant, origin FROM tenants ORDER BY tenant");
        timeout(PATIENCE, rows.fetch_all(&self.pool)).await.unwrap_or(Err(Error::PoolTimedOut))
    }

    pub(crate) async fn add(&self, tenant: &str, origin: &str) -> Result<(), Error> {
        let row = sqlx::query(
            "INSERT INTO tenants (tenant, origin) VALUES ($1, $2)
             ON CONFLICT (tenant) DO UPDATE SET origin = excluded.origin",
        );
        row.bind(tenant).bind(origin).execute(&self.pool).await.map(drop)
    }

    /// Whether there was such a tenant.
    pub(crate) async fn remove(&self, tenant: &str) -> Result<bool, Error> {
        let removed = sqlx::query("DELETE FROM tenants WHERE tenant = $1").bind(tenant);
        Ok(removed.execute(&self.pool).await?.rows_affected() > 0)
    }

    /// What says when to read the table again. No change is missed that comes after this.
    pub(crate) async fn changes(&self) -> Result<Changes, Error> {
        if !self.is_postgres() {
            return Ok(Changes::LookedFor);
        }
        // Between two attempts it waits at most for a fifth of this time.
        let one = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
        let mut listener = PgListener::connect_with(&one.connect(&self.url).await?).await?;
        // What was missed meanwhile is to be read, so a lost connection is an error here.
        listener.eager_reconnect(false);
        listener.listen("tenants").await?;
        Ok(Changes::Told(Box::new(listener)))
    }
}

/// When the table may have changed.
pub(crate) enum Changes {
    Told(Box<PgListener>),
    LookedFor,
}

impl Changes {
    /// Waits until it may have.
    pub(crate) async fn next(&mut self) -> Result<(), Error> {
        let Self::Told(listener) = self else {
            sleep(LOOK).await;
            return Ok(());
        };
        match timeout(LOOK_ANYWAY, listener.try_recv()).await {
            Ok(Ok(Some(_))) => {
                // One look is enough for all that have come.
                while listener.next_buffered().is_some() {}
                Ok(())
            }
            Ok(Ok(None)) => Err(io::Error::from(io::ErrorKind::ConnectionReset).into()),
            Ok(Err(error)) => Err(error),
            Err(_) => Ok(()),
        }
    }
}
