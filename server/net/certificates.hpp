// The venue's own certificate authority and this server's certificate, made at the first start and kept beside the accounts.
// The root is put on officials' devices once; the server's is made anew when it nears its end, or when this computer has
// another name or address.
#pragma once
#include <string>
#include <vector>

#include "core/result.hpp"

namespace bowball::net {

struct CertificateFiles {
    std::string certificate;    ///< PEM, with what stands above it
    std::string key;            ///< PEM, mode 0600
    std::string root;           ///< PEM of the authority, to be offered; empty where the certificate is somebody else's
};

/// Makes what is missing in the folder. `names`: host names and addresses that the certificate is for.
/// Fails with errc::io_failed or errc::corrupt; the text names the file.
[[nodiscard]] Result<CertificateFiles> prepare_certificates(const std::string& folder, const std::vector<std::string>& names);

/// Names and addresses by which this computer can be reached.
[[nodiscard]] std::vector<std::string> names_of_this_computer();

/// Of a certificate in PEM, for people to compare: SHA-256, "AB:CD:...". Empty if it is none.
[[nodiscard]] std::string fingerprint_of(const std::string& pem);

}  // namespace bowball::net
