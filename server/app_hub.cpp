#include "app_hub.hpp"

#include "core/text.hpp"
#include "formats/toml_file.hpp"

namespace bowball {

Result<nats::Terms> hub_terms(const formats::RelayConfig& relay, const std::string& name) {
    nats::Terms terms;
    terms.urls = relay.url;
    terms.user = relay.user;
    terms.credentials = relay.credentials;
    terms.tls_ca = relay.tls_ca;
    terms.tls_certificate = relay.tls_certificate;
    terms.tls_key = relay.tls_key;
    terms.name = name;
    if (!relay.password_file.empty()) {
        const auto text = formats::read_text_file(relay.password_file);
        if (!text) return text.error();
        terms.password = trim(text->substr(0, text->find('\n')));
    }
    // The library says of a file that it cannot read only that something is invalid.
    for (const auto* file : {&relay.credentials, &relay.tls_ca, &relay.tls_certificate, &relay.tls_key}) {
        if (file->empty()) continue;
        if (const auto text = formats::read_text_file(*file); !text) return text.error();
    }
    return terms;
}

void add_hub_options(CLI::App& command, formats::RelayConfig& relay) {
    command.add_option("--nats", relay.url, "The hub: nats://HOST:4222 or tls://HOST:4222; several with commas.")->required();
    auto* user = command.add_option("--user", relay.user, "To sign in there.");
    auto* password = command.add_option("--password-file", relay.password_file, "File with the password in its first line.")->check(CLI::ExistingFile);
    user->needs(password);
    password->needs(user);
    command.add_option("--credentials", relay.credentials, "A .creds file, instead of both.")->check(CLI::ExistingFile);
    command.add_option("--tls-ca", relay.tls_ca, "PEM with the root that the hub's certificate is of (default: those of the system).")->check(CLI::ExistingFile);
    auto* certificate = command.add_option("--tls-certificate", relay.tls_certificate, "PEM, where the hub wants to know us by one.")->check(CLI::ExistingFile);
    auto* key = command.add_option("--tls-key", relay.tls_key, "Its key.")->check(CLI::ExistingFile);
    certificate->needs(key);
    key->needs(certificate);
}

}  // namespace bowball
