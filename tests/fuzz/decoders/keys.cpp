// Digests, keys and base64 as text: what is read is written in one way only.
#include "core/digest.hpp"
#include "core/signature.hpp"
#include "core/text.hpp"
#include "fuzz/decoder.hpp"
#include "net/certificates.hpp"

namespace bowball::fuzz {
namespace {

bool decode(std::string_view bytes) {
    const auto digest = parse_digest(bytes);
    if (digest) demand(to_hex(*digest) == to_lower(bytes), "a digest that is written otherwise");
    const auto plain = parse_base64(bytes);
    if (plain) demand(to_base64(*plain) == bytes, "base64 that is written otherwise");
    const auto packed = parse_base64(to_base64(bytes));
    demand(packed && *packed == bytes, "base64 comes back as another");
    if (bytes.size() >= Seal{}.size()) demand(!is_sealed(sha256("a key of nobody's"), bytes), "a seal that nobody made");
    const auto number = parse_number(bytes);
    if (number) demand(parse_number(std::to_string(*number)) == number, "a number that is written otherwise");
    const auto fingerprint = net::fingerprint_of(std::string{bytes});
    demand(fingerprint.empty() || fingerprint.size() == 95, "a fingerprint of " + std::to_string(fingerprint.size()) + " letters");
    return digest || (plain && !plain->empty()) || number || !fingerprint.empty();
}

}  // namespace

extern const Decoder keys_decoder{decode, {}, nullptr, 4096};

}  // namespace bowball::fuzz
