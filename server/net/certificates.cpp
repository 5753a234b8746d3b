#include "net/certificates.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "io/private_file.hpp"

namespace bowball::net {
namespace {

template <auto Free>
struct FreeWith {
    template <class T>
    void operator()(T* thing) const {
        Free(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, FreeWith<::EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreeWith<::X509_free>>;
using Bytes = std::unique_ptr<BIO, FreeWith<::BIO_free_all>>;

constexpr long day_s = 24L * 3600;
constexpr long root_days = 3650;
/// Phones refuse a server's certificate that holds longer than 825 days.
constexpr long server_days = 800;
constexpr long renew_before_days = 30;
/// A computer whose clock is a day behind must take it too.
constexpr long valid_before_s = day_s;

Error cannot(const std::string& what) { return {errc::io_failed, "TLS: " + what + " cannot be made. Plain HTTP goes on without it."}; }

std::string text_of(BIO* bio) {
    char* data = nullptr;
    const auto size = ::BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string to_pem(X509* certificate) {
    const Bytes bio{::BIO_new(::BIO_s_mem())};
    ::PEM_write_bio_X509(bio.get(), certificate);
    return text_of(bio.get());
}
std::string to_pem(EVP_PKEY* key) {
    const Bytes bio{::BIO_new(::BIO_s_mem())};
    ::PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return text_of(bio.get());
}
Certificate certificate_of(const std::string& pem) {
    const Bytes bio{::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    return Certificate{::PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)};
}
Key key_of(const std::string& pem) {
    const Bytes bio{::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    return Key{::PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr)};
}

std::string read(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

bool add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = ::X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    if (extension == nullptr) return false;
    const auto added = ::X509_add_ext(certificate, extension, -1) == 1;
    ::X509_EXTENSION_free(extension);
    return added;
}

/// A certificate without its extensions and signature.
Certificate blank(EVP_PKEY* key, const std::string& name, long days) {
    Certificate made{::X509_new()};
    unsigned char serial[16];
    ::RAND_bytes(serial, sizeof serial);
    serial[0] &= 0x7F;
    BIGNUM* number = ::BN_bin2bn(serial, sizeof serial, nullptr);
    ::BN_to_ASN1_INTEGER(number, ::X509_get_serialNumber(made.get()));
    ::BN_free(number);
    ::X509_set_version(made.get(), 2);
    ::X509_gmtime_adj(X509_getm_notBefore(made.get()), -valid_before_s);
    ::X509_gmtime_adj(X509_getm_notAfter(made.get()), days * day_s);
    ::X509_set_pubkey(made.get(), key);
    auto* subject = ::X509_get_subject_name(made.get());
    ::X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("Bowball"), -1, -1, 0);
    ::X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    return made;
}

/// "DNS:host,IP:10.0.0.5"
std::string alternative_names(const std::vector<std::string>& names) {
    std::string value;
    for (const auto& name : names) {
        unsigned char address[16];
        const auto is_address = ::inet_pton(AF_INET, name.c_str(), address) == 1 || ::inet_pton(AF_INET6, name.c_str(), address) == 1;
        value += (value.empty() ? "" : ",") + std::string{is_address ? "IP:" : "DNS:"} + name;
    }
    return value;
}

Result<void> make_root(const std::string& certificate_file, const std::string& key_file) {
    const Key key{::EVP_EC_gen("P-256")};
    if (!key) return cannot("the root's key");
    // Told apart on a phone that visits several regattas.
    unsigned char tag[2];
    ::RAND_bytes(tag, sizeof tag);
    char name[64];
    std::snprintf(name, sizeof name, "Bowball venue root %02X%02X", tag[0], tag[1]);
    const auto root = blank(key.get(), name, root_days);
    ::X509_set_issuer_name(root.get(), ::X509_get_subject_name(root.get()));
    const auto is_made = add_extension(root.get(), root.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                         add_extension(root.get(), root.get(), NID_key_usage, "critical,keyCertSign,cRLSign") &&
                         add_extension(root.get(), root.get(), NID_subject_key_identifier, "hash") && ::X509_sign(root.get(), key.get(), ::EVP_sha256()) > 0;
    if (!is_made) return cannot("the root");
    if (const auto written = io::write_private_file(key_file, to_pem(key.get())); !written) return written.error();
    return io::write_private_file(certificate_file, to_pem(root.get()));
}

Result<void> make_server(const CertificateFiles& files, const std::string& root_key_file, const std::vector<std::string>& names) {
    const auto root_pem = read(files.root);
    const auto root = certificate_of(root_pem);
    const auto root_key = key_of(read(root_key_file));
    if (!root || !root_key) return Error{errc::corrupt, "TLS: " + files.root + " or its key cannot be read. Restore them, or delete the folder; devices must then take the new root."};
    const Key key{::EVP_EC_gen("P-256")};
    if (!key) return cannot("the server's key");
    const auto made = blank(key.get(), names.empty() ? "bowball" : names.front(), server_days);
    ::X509_set_issuer_name(made.get(), ::X509_get_subject_name(root.get()));
    const auto is_made = add_extension(made.get(), root.get(), NID_basic_constraints, "critical,CA:FALSE") &&
                         add_extension(made.get(), root.get(), NID_key_usage, "critical,digitalSignature") && add_extension(made.get(), root.get(), NID_ext_key_usage, "serverAuth") &&
                         add_extension(made.get(), root.get(), NID_subject_key_identifier, "hash") && add_extension(made.get(), root.get(), NID_authority_key_identifier, "keyid:always") &&
                         add_extension(made.get(), root.get(), NID_subject_alt_name, alternative_names(names)) && ::X509_sign(made.get(), root_key.get(), ::EVP_sha256()) > 0;
    if (!is_made) return cannot("the server's certificate");
    if (const auto written = io::write_private_file(files.key, to_pem(key.get())); !written) return written.error();
    return io::write_private_file(files.certificate, to_pem(made.get()) + root_pem);
}

bool is_for(X509* certificate, const std::string& name) {
    return ::X509_check_ip_asc(certificate, name.c_str(), 0) == 1 || ::X509_check_host(certificate, name.c_str(), name.size(), 0, nullptr) == 1;
}

/// Whether the server's certificate is of this root, holds for a month yet, is for all the names and fits its key.
bool is_good(const CertificateFiles& files, const std::vector<std::string>& names) {
    const auto certificate = certificate_of(read(files.certificate));
    const auto key = key_of(read(files.key));
    const auto root = certificate_of(read(files.root));
    if (!certificate || !key || !root || ::X509_check_private_key(certificate.get(), key.get()) != 1) return false;
    if (::X509_verify(certificate.get(), ::X509_get0_pubkey(root.get())) != 1) return false;
    std::time_t soon = ::time(nullptr) + renew_before_days * day_s;
    if (::X509_cmp_time(X509_get0_notAfter(certificate.get()), &soon) < 0) return false;
    return std::ranges::all_of(names, [&](const std::string& name) { return is_for(certificate.get(), name); });
}

}  // namespace

Result<CertificateFiles> prepare_certificates(const std::string& folder, const std::vector<std::string>& names) {
    namespace fs = std::filesystem;
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!failed) fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed) return Error{errc::io_failed, folder + ": the folder cannot be made: " + failed.message() + "."};
    const CertificateFiles files{folder + "/server.pem", folder + "/server_key.pem", folder + "/root.pem"};
    const auto root_key = folder + "/root_key.pem";
    if (!fs::exists(files.root) && !fs::exists(root_key)) {
        if (const auto made = make_root(files.root, root_key); !made) return made.error();
    }
    if (!is_good(files, names)) {
        if (const auto made = make_server(files, root_key, names); !made) return made.error();
    }
    return files;
}

std::vector<std::string> names_of_this_computer() {
    std::vector<std::string> names;
    char host[256] = {};
    if (::gethostname(host, sizeof host - 1) == 0 && host[0] != '\0') {
        names.emplace_back(host);
        if (names.back().find('.') == std::string::npos) names.push_back(names.back() + ".local");
    }
    for (const auto* always : {"localhost", "127.0.0.1", "::1"}) names.emplace_back(always);
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) return names;
    for (auto* one = list; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr == nullptr || (one->ifa_flags & IFF_LOOPBACK) != 0) continue;
        char text[INET6_ADDRSTRLEN] = {};
        const auto* v4 = reinterpret_cast<const sockaddr_in*>(one->ifa_addr);
        const auto* v6 = reinterpret_cast<const sockaddr_in6*>(one->ifa_addr);
        if (one->ifa_addr->sa_family == AF_INET) ::inet_ntop(AF_INET, &v4->sin_addr, text, sizeof text);
        // Link-local ones cannot stand in an address of a page.
        if (one->ifa_addr->sa_family == AF_INET6 && !IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr)) ::inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text);
        if (text[0] != '\0' && std::ranges::find(names, text) == names.end()) names.emplace_back(text);
    }
    ::freeifaddrs(list);
    return names;
}

std::string fingerprint_of(const std::string& pem) {
    const auto certificate = certificate_of(pem);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (!certificate || ::X509_digest(certificate.get(), ::EVP_sha256(), digest, &size) != 1) return {};
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        char pair[4];
        std::snprintf(pair, sizeof pair, "%s%02X", i == 0 ? "" : ":", digest[i]);
        text += pair;
    }
    return text;
}

}  // namespace bowball::net
