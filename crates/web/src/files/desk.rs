use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use xianban_gateways::objects::{MemoryObjects, Objects};
use xianban_kernel::Problem;

use crate::shares::{Holder, Place, Shares};
use crate::turns::Turns;

/// Uploads received or drawn at the same time; each lies on disk while it comes, never in memory.
const ARRIVING: usize = 32;
/// Of these from one network address, so that the others never wait for one alone.
const OF_ADDRESS: usize = 12;
/// Of these from one browser or account: as many as a browser sends at once.
const OF_DEVICE: usize = 4;
/// Whoever waits longer for a place is asked to come again.
const LONGEST: Duration = Duration::from_mins(1);
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
    receiving: Shares,
    drawing: Turns,
}

impl PhotoDesk {
    /// A desk over these objects; what arrives lies in the folder `arriving` without a name.
    pub fn new(objects: Arc<dyn Objects>, arriving: PathBuf) -> Self {
        let receiving = Shares::new(ARRIVING, OF_ADDRESS, OF_DEVICE);
        let drawing = Turns::new("drawing", MEGAPIXELS as usize, receiving.clone());
        Self { objects, arriving, receiving, drawing }
    }

    /// A desk for tests and measurements: what it keeps is gone with it.
    pub fn in_memory() -> Self {
        Self::new(Arc::new(MemoryObjects::new()), std::env::temp_dir())
    }

    /// A place among those who send now; waits for one.
    pub(super) async fn receiving(&self, holder: &Holder) -> Result<Place, Problem> {
        self.receiving.within(LONGEST, holder).await
    }

    /// Draws so many million pixels when it is their turn: never more photos at once than there are
    /// cores. The place among those who send is kept until then.
    pub(super) async fn drawing<T: Send + 'static>(
        &self,
        place: Place,
        megapixels: u32,
        draw: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let least = MEGAPIXELS / u32::try_from(cores).unwrap_or(MEGAPIXELS).clamp(1, 6);
        self.drawing.take_from(place, megapixels.clamp(least, MEGAPIXELS), draw).await
    }
}
