#include "net/pages.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/digest.hpp"
#include "net/gzip.hpp"

namespace bowball::net {
namespace {

namespace fs = std::filesystem;

std::string content_type_of(const fs::path& path) {
    const auto ending = path.extension().string();
    if (ending == ".html") return "text/html; charset=utf-8";
    if (ending == ".js" || ending == ".mjs") return "text/javascript; charset=utf-8";
    if (ending == ".css") return "text/css; charset=utf-8";
    if (ending == ".svg") return "image/svg+xml; charset=utf-8";
    if (ending == ".png") return "image/png";
    if (ending == ".woff2") return "font/woff2";
    if (ending == ".json" || ending == ".webmanifest") return "application/json";
    if (ending == ".ico") return "image/x-icon";
    return "application/octet-stream";
}

/// Weak: compressed or not, it is the same page.
std::string etag_of(const std::string& content) { return "W/\"" + to_hex(sha256(content)).substr(0, 16) + "\""; }

bool is_plain(const std::string& host) { return host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]") == std::string::npos; }

/// Where a page of this server looks for the one that leads when this one is gone, as sources of a policy: "http://host:8080" is one, and so is its socket.
std::string sources_of(const std::vector<std::string>& others) {
    std::string sources;
    for (const auto& other : others) {
        const auto end = other.find("://");
        if (end == std::string::npos) continue;
        const auto host = other.substr(end + 3, other.find('/', end + 3) - end - 3);
        const auto scheme = other.substr(0, end);
        if (!is_plain(host) || (scheme != "http" && scheme != "https")) continue;
        sources += " " + scheme + "://" + host + (scheme == "https" ? " wss://" : " ws://") + host;
    }
    return sources;
}

/// Nothing from elsewhere, and sockets to this server alone; browsers of old do not take a socket for 'self', so it is named as it was asked for.
/// Without a `host` to any: of pages that may show the feed of another server.
/// `others`: what else may be spoken with.
std::string policy_of(const std::string& host, const std::string& others, bool may_be_framed) {
    if (!is_plain(host)) return policy_of("invalid", others, may_be_framed);
    const auto sockets = host.empty() ? std::string{" ws: wss:"} : " ws://" + host + " wss://" + host;
    return "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'" + sockets + others + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors " + (may_be_framed ? "*" : "'none'");
}

bool is_text(const std::string& type) { return type.starts_with("text/") || type.starts_with("image/svg+xml") || type == "application/json"; }

}  // namespace

Pages::Pages(const std::string& folder, const std::vector<std::string>& others) : others_(sources_of(others)) {
    std::error_code failed;
    for (const auto& entry : fs::recursive_directory_iterator{folder, failed}) {
        if (!entry.is_regular_file()) continue;
        std::ifstream stream{entry.path(), std::ios::binary};
        File file{{std::istreambuf_iterator<char>{stream}, {}}, {}, content_type_of(entry.path()), {}, false};
        file.etag = etag_of(file.content);
        if (is_text(file.type) && file.content.size() >= least_gzip_bytes) file.gzip = gzip(file.content);
        const auto name = "/" + fs::relative(entry.path(), folder).generic_string();
        file.hashed_name = name.starts_with("/assets/");
        files_[name] = std::move(file);
    }
    if (!files_.contains("/index.html"))
        files_["/index.html"] = {"<!doctype html><title>Bowball</title><p>The server runs, but its pages were not built. Start it with ./run, or set web_dir.", {}, "text/html; charset=utf-8", "\"none\"", false};
}

Pages::File Pages::with_head(const File& page, std::size_t at, const std::string& head) {
    File made{page.content, {}, page.type, {}, false};
    made.content.insert(at, head);
    made.etag = etag_of(made.content);
    if (made.content.size() >= least_gzip_bytes) made.gzip = gzip(made.content);
    return made;
}

HttpAnswer Pages::find(const HttpRequest& request, const std::string& head) const {
    auto found = files_.find(request.path == "/" ? "/index.html" : request.path);
    if (found == files_.end()) found = files_.find(request.path + ".html");
    if (found == files_.end()) return refusal({errc::not_found, "There is no page " + request.path.substr(0, 100) + "."});
    const auto end_of_head = head.empty() ? std::string::npos : found->second.content.find("</head>");
    const auto is_made = end_of_head != std::string::npos;
    const auto made = is_made ? with_head(found->second, end_of_head, head) : File{};
    const auto& file = is_made ? made : found->second;
    HttpAnswer answer;
    answer.content_type = file.type;
    answer.headers.emplace_back("ETag", file.etag);
    answer.headers.emplace_back("Cache-Control", file.hashed_name ? "public, max-age=31536000, immutable" : "no-cache");
    // Overlays and boards are put into other programs' frames; the officials' pages never are.
    const auto may_be_framed = found->first == "/overlay.html" || found->first == "/scoreboard.html";
    answer.headers.emplace_back("Content-Security-Policy", policy_of(found->first == "/overlay.html" || found->first == "/sync.html" ? std::string{} : request.host, others_, may_be_framed));
    answer.headers.emplace_back("Vary", "Accept-Encoding");
    // Hosts of graphics load modules, fonts and themes from here into pages of their own.
    if (found->first.starts_with("/graphics/")) answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    if (has_tag(request.if_none_match, file.etag)) {
        answer.status = 304;
        return answer;
    }
    const auto compressed = !file.gzip.empty() && takes_gzip(request.accept_encoding);
    if (compressed) answer.headers.emplace_back("Content-Encoding", "gzip");
    if (is_made) answer.body = compressed ? made.gzip : made.content;
    else answer.shared = SharedBody{nullptr, compressed ? file.gzip : file.content};  // the table lives as long as the server
    return answer;
}

}  // namespace bowball::net
