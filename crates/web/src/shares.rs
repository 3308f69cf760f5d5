//! Places that many want and nobody may hold all of: each network address and each browser has a
//! share of its own beside the total.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use xianban_kernel::Problem;

/// So many places, and the most that one of each kind of holder may have of them. A cheap handle.
#[derive(Clone, Debug)]
pub struct Shares {
    total: Arc<Semaphore>,
    of_address: Each,
    of_device: Each,
}

/// Who wants a place.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    /// The network address he comes from, as the door counts it.
    pub(crate) address: String,
    /// His browser or account.
    pub(crate) device: String,
}

/// A place, in one's own share and in the total; free again when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    _held: [OwnedSemaphorePermit; 3],
}

impl Shares {
    /// So many places, of which one address and one device hold so many.
    pub(crate) fn new(total: usize, of_address: usize, of_device: usize) -> Self {
        let total = Arc::new(Semaphore::new(total));
        Self { total, of_address: Each::of(of_address), of_device: Each::of(of_device) }
    }

    /// A place now, or [`Problem::Busy`].
    pub(crate) fn at_once(&self, holder: &Holder) -> Result<Place, Problem> {
        let [device, address, total] = self.asked_of(holder).map(Semaphore::try_acquire_owned);
        let busy = |_| Problem::Busy;
        Ok(Place { _held: [device.map_err(busy)?, address.map_err(busy)?, total.map_err(busy)?] })
    }

    /// Waits so long for a place, then it is [`Problem::Busy`]. Whoever waits for his own share takes
    /// none of the others' places meanwhile.
    pub(crate) async fn within(
        &self,
        longest: Duration,
        holder: &Holder,
    ) -> Result<Place, Problem> {
        let waiting = tokio::time::timeout(longest, self.waiting(holder));
        waiting.await.map_err(|_| Problem::Busy)?
    }

    async fn waiting(&self, holder: &Holder) -> Result<Place, Problem> {
        let [device, address, total] = self.asked_of(holder);
        let device = device.acquire_owned().await.map_err(|_| Problem::Busy)?;
        let address = address.acquire_owned().await.map_err(|_| Problem::Busy)?;
        let total = total.acquire_owned().await.map_err(|_| Problem::Busy)?;
        Ok(Place { _held: [device, address, total] })
    }

    fn asked_of(&self, holder: &Holder) -> [Arc<Semaphore>; 3] {
        let device = self.of_device.share(&holder.device);
        [device, self.of_address.share(&holder.address), self.total.clone()]
    }
}

/// The shares of all of one kind; one that nobody holds or waits for is forgotten.
#[derive(Clone, Debug)]
struct Each {
    most: usize,
    shares: Arc<Mutex<HashMap<String, Weak<Semaphore>>>>,
}

impl Each {
    fn of(most: usize) -> Self {
        Self { most, shares: Arc::default() }
    }

    fn share(&self, whose: &str) -> Arc<Semaphore> {
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(share) = shares.get(whose).and_then(Weak::upgrade) {
            return share;
        }
        shares.retain(|_, share| share.strong_count() > 0);
        let share = Arc::new(Semaphore::new(self.most));
        shares.insert(whose.to_owned(), Arc::downgrade(&share));
        share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(address: &str, device: &str) -> Holder {
        Holder { address: address.to_owned(), device: device.to_owned() }
    }

    #[test]
    fn one_address_never_holds_all_places_and_one_browser_not_all_of_its_address() {
        let shares = Shares::new(4, 3, 2);
        let stranger = |device: &str| shares.at_once(&holder("10.6.6.6", device));
        let held = [stranger("a").unwrap(), stranger("a").unwrap()];
        assert_eq!(stranger("a").unwrap_err(), Problem::Busy);
        let third = stranger("b").unwrap();
        assert_eq!(stranger("c").unwrap_err(), Problem::Busy);
        let neighbour = shares.at_once(&holder("10.1.1.1", "d")).unwrap();
        assert_eq!(shares.at_once(&holder("10.2.2.2", "e")).unwrap_err(), Problem::Busy);
        drop((held, third, neighbour));
        assert!(stranger("a").is_ok());
        let kept = shares.of_address.shares.lock().unwrap().len();
        assert!(kept <= 2, "{kept} shares are remembered");
    }

    #[tokio::test]
    async fn whoever_waits_for_his_own_share_takes_no_place_of_others() {
        let shares = Shares::new(2, 1, 1);
        let first = shares.at_once(&holder("10.6.6.6", "a")).unwrap();
        let patient = shares.clone();
        let second =
            tokio::spawn(async move { patient.waiting(&holder("10.6.6.6", "b")).await.is_ok() });
        tokio::task::yield_now().await;
        let neighbour = shares.waiting(&holder("10.1.1.1", "c")).await;
        assert!(neighbour.is_ok());
        drop(first);
        assert!(second.await.unwrap());
    }
}
