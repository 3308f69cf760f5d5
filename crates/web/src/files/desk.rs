use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{Semaphore, SemaphorePermit};
use xianban_gateways::objects::{MemoryObjects, Objects};
use xianban_kernel::Problem;

/// Uploads received at the same time; each lies on disk while it comes, never in memory.
const ARRIVING: usize = 32;
/// Million pixels drawn at the same time. The largest photo that is taken has fifty, so it is drawn
/// alone; a decoded pixel needs about ten bytes for a moment.
const MEGAPIXELS: u32 = 50;

/// Where photos are received and kept. A cheap handle.
#[derive(Clone)]
pub struct PhotoDesk {
    /// Where the objects are.
    pub objects: Arc<dyn Objects>,
    /// A folder on the data's own disk for what is arriving.
    pub(super) arriving: PathBuf,
    receiving: Arc<Semaphore>,
    drawing: Arc<Semaphore>,
}

impl PhotoDesk {
    /// A desk over these objects; what arrives lies in the folder `arriving` without a name.
    pub fn new(objects: Arc<dyn Objects>, arriving: PathBuf) -> Self {
        let receiving = Arc::new(Semaphore::new(ARRIVING));
        let drawing = Arc::new(Semaphore::new(MEGAPIXELS as usize));
        Self { objects, arriving, receiving, drawing }
    }

    /// A desk for tests and measurements: what it keeps is gone with it.
    pub fn in_memory() -> Self {
        Self::new(Arc::new(MemoryObjects::new()), std::env::temp_dir())
    }

    /// A place among those who send now; waits for one.
    pub(super) async fn receiving(&self) -> Result<SemaphorePermit<'_>, Problem> {
        self.receiving.acquire().await.map_err(|_| Problem::Busy)
    }

    /// The right to draw so many million pixels; waits for it.
    pub(super) async fn drawing(&self, megapixels: u32) -> Result<SemaphorePermit<'_>, Problem> {
        let share = megapixels.clamp(8, MEGAPIXELS);
        self.drawing.acquire_many(share).await.map_err(|_| Problem::Busy)
    }
}
