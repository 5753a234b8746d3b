// What stands in the lines of a request: targets, queries, cookies, ranges, tags, host names, questions. One text for all of their readers.
#include "core/text.hpp"
#include "fuzz/decoder.hpp"
#include "net/byte_range.hpp"
#include "net/gzip.hpp"
#include "net/host_names.hpp"
#include "net/message_deflate.hpp"
#include "net/network_of.hpp"
#include "net/request_target.hpp"
#include "net/topic.hpp"
#include "net/what_if.hpp"

namespace bowball::fuzz {
namespace {

std::string percent_coded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string coded;
    for (const auto c : text) {
        const auto byte = static_cast<unsigned char>(c);
        coded.append("%").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    return coded;
}

bool check_target(std::string_view text) {
    const auto target = net::parse_request_target(text);
    if (!target) return false;
    demand(target->path == "*" || target->path.starts_with('/'), "a path that is none: " + printable(target->path));
    demand(target->path.find('?') == std::string::npos, "a query in a path");
    demand(!target->host || (!target->host->empty() && target->host->find_first_of("/?@") == std::string::npos), "a host that is none");
    return true;
}

bool check_range(std::string_view text) {
    auto accepted = false;
    for (const auto size : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, ~std::uint64_t{0}}) {
        const auto range = net::parse_byte_range(text, size);
        if (!range) continue;
        demand(range->first <= range->last && range->last < size, "bytes that the file has not");
        accepted = true;
    }
    return accepted;
}

bool check_query(std::string_view text) {
    const std::string name{"name"};
    demand(net::query_value(name + "=" + percent_coded(text) + "&" + std::string{text}, name) == text, "a coded value is read otherwise");
    net::HttpRequest request;
    request.query = text;
    for (const auto& topic : net::topics_of(request)) {
        if (net::check_topic(topic, false)) demand(net::is_topic(topic) && topic.size() <= 100, "a topic that is none");
    }
    return net::what_if_of(text).has_value() || !net::topics_of(request).empty() || !net::query_value(text, name).empty();
}

bool decode(std::string_view bytes) {
    auto accepted = check_target(bytes);
    accepted = check_range(bytes) || accepted;
    accepted = check_query(bytes) || accepted;
    demand(net::cookie_value(bytes, "session").size() <= bytes.size(), "a cookie longer than all");
    const auto cookie = net::cookie_value("session=abc; " + std::string{bytes}, "session");
    demand(cookie == "abc", "the first of two cookies is not taken");
    accepted = !net::cookie_value(bytes, "session").empty() || net::HostNames({"venue.local"}, true).knows(bytes) || net::is_topic(bytes) || accepted;
    accepted = net::has_tag(bytes, "\"tag\"") || net::takes_gzip(bytes) || net::takes_offer_of_deflate(bytes) || accepted;
    const auto name = net::name_in(bytes);
    demand(name.size() <= bytes.size() && net::name_in(name).size() <= name.size(), "a name longer than it was");
    demand(!net::HostNames({"venue.local"}, true).knows("evil.example" + std::string{bytes.substr(0, bytes.find(':'))} + ".example"), "a stranger's name is ours");
    const auto network = net::network_of(std::string{bytes});
    accepted = accepted || network != bytes;
    demand(!network.empty() || bytes.empty(), "an address of no network");
    std::ignore = net::is_loopback(std::string{bytes});
    const std::string topic{bytes};
    if (net::is_topic(topic)) demand(net::matches(topic, topic), "a topic that is not itself");
    return accepted;
}

}  // namespace

extern const Decoder http_words_decoder{decode, {}, nullptr, 4096};

}  // namespace bowball::fuzz
