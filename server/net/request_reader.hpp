// Reads requests of HTTP/1 out of bytes that come in any pieces. Beast stands behind it and nowhere else.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "net/handshake.hpp"
#include "net/http.hpp"

namespace bowball::net {

/// A request, and what its head says that only its connection needs to know.
struct ReadRequest {
    HttpRequest request;                  ///< all but the address, the asker and whether it came over TLS
    bool keeps_alive = true;
    bool asks_for_websocket = false;
    Handshake handshake;
    std::string subprotocol;              ///< of the feed: ours if it is offered, else another version of ours, else empty
    bool speaks_other_version = false;
    bool takes_deflated = false;          ///< it offers compressed messages on terms that we take
};

class RequestReader {
public:
    RequestReader();
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    /// Another request begins.
    void begin();
    enum class State : std::uint8_t { needs_more, whole, head_too_large, body_too_large, broken };
    /// Takes what is of this request off the front of `bytes`; what is left belongs to the next one. `body_limit` is asked once the head is there
    /// and the body is a long one.
    [[nodiscard]] State read(std::string& bytes, const std::function<std::size_t(const HttpRequest&)>& body_limit);
    /// Whether anything of it has come.
    [[nodiscard]] bool has_begun() const;
    /// Whether the body is held back until somebody says that it may come (RFC 9110 section 10.1.1). Said once of each request.
    [[nodiscard]] bool waits_for_go_ahead();
    /// What is wrong with bytes that are broken.
    [[nodiscard]] const std::string& complaint() const { return complaint_; }
    /// Of a request whose head is there, without its body.
    [[nodiscard]] HttpRequest head() const;
    /// The whole one, or why it is none that can be answered: errc::bad_input.
    [[nodiscard]] Result<ReadRequest> take();

private:
    [[nodiscard]] bool is_too_large(const std::function<std::size_t(const HttpRequest&)>& body_limit);

    struct Parser;
    std::unique_ptr<Parser> parser_;
    std::optional<std::size_t> body_limit_;   ///< of this request
    bool has_go_ahead_ = false;
    std::string complaint_;
};

}  // namespace bowball::net
