//! Whom a server's certificate is taken from, and its digest for a password bound to it (RFC 5929,
//! `tls-server-end-point`).

use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, RootCertStore, SignatureScheme};
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::{Error, Result};

/// The authorities of this machine.
pub(super) fn machine_roots() -> Result<RootCertStore> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    // A machine's list holds old certificates that no verifier reads; the others count.
    let (added, _) = roots.add_parsable_certificates(found.certs);
    if added == 0 {
        return Err(Error::Unguarded(
            "this machine knows no authorities (Debian: apt-get install ca-certificates), name your \
             own in [database] ca"
                .to_owned(),
        ));
    }
    Ok(roots)
}

/// The authorities of a PEM file, each of which must be readable.
pub(super) fn roots_of(file: &Path) -> Result<RootCertStore> {
    let unfit = |why: String| Error::Unguarded(format!("{}: {why}", file.display()));
    let mut roots = RootCertStore::empty();
    let found = CertificateDer::pem_file_iter(file).map_err(|error| unfit(error.to_string()))?;
    for certificate in found {
        let certificate = certificate.map_err(|error| unfit(error.to_string()))?;
        roots.add(certificate).map_err(|error| unfit(error.to_string()))?;
    }
    if roots.is_empty() { Err(unfit("no certificate in it".to_owned())) } else { Ok(roots) }
}

/// Takes any certificate: keeps out who only listens, as `sslmode=prefer` promises and no more.
#[derive(Debug)]
pub(super) struct Anybody(pub(super) Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// The digest of a certificate by the hash it was signed with; nothing for the signatures that have
/// no single one (Ed25519, PSS), where a password goes unbound.
pub(super) fn end_point(certificate: &[u8]) -> Option<Vec<u8>> {
    const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];
    const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03];
    let signed_by = signature(certificate)?;
    let by_rsa = signed_by.strip_prefix(RSA);
    let by_ecdsa = signed_by.strip_prefix(ECDSA);
    match (by_rsa, by_ecdsa) {
        // MD5 and SHA-1 give way to SHA-256.
        (Some([4 | 5 | 11]), _) | (_, Some([2])) => Some(Sha256::digest(certificate).to_vec()),
        (Some([12]), _) | (_, Some([3])) => Some(Sha384::digest(certificate).to_vec()),
        (Some([13]), _) | (_, Some([4])) => Some(Sha512::digest(certificate).to_vec()),
        _ => None,
    }
}

/// Which signature a certificate carries: behind what is signed stands the name of the algorithm.
fn signature(certificate: &[u8]) -> Option<&[u8]> {
    let (whole, _) = element(certificate)?;
    let (_, behind) = element(whole)?;
    let (algorithm, _) = element(behind)?;
    element(algorithm).map(|(name, _)| name)
}

/// The contents of the first DER element, and what follows it.
fn element(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&[_, short], rest) = der.split_first_chunk()?;
    if short < 0x80 {
        return rest.split_at_checked(usize::from(short));
    }
    let (digits, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
    let length = digits.iter().try_fold(0_usize, |length, digit| {
        length.checked_mul(256).map(|length| length | usize::from(*digit))
    })?;
    rest.split_at_checked(length)
}
