// A connection to a NATS server, over Debian's client library, which stands in this folder and nowhere else.
//
// It does not come back by itself: what a library holds back during an outage is stale when it leaves, and nobody knows how much of
// it arrived. Whoever has a connection that broke throws it away, opens another, and looks where things stand.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"

typedef struct __natsConnection natsConnection;
typedef struct __natsSubscription natsSubscription;

namespace bowball::nats {

/// Where, and as whom.
struct Terms {
    std::string urls;              ///< "nats://hub:4222", "tls://hub:4222"; several with commas, any of them will do
    std::string user;
    std::string password;
    std::string credentials;       ///< file with a JWT and its key (.creds); instead of user and password
    std::string tls_ca;            ///< PEM with the root that the server's certificate is of; empty: those of the system
    std::string tls_certificate;   ///< PEM, where the server wants to know us by one
    std::string tls_key;
    std::string name;              ///< what the server shows of us in its lists
};

struct Message {
    std::string subject;
    std::string data;
    std::uint64_t seq = 0;         ///< of a stream; 0: of none
    std::uint64_t pending = 0;     ///< of a stream: how many more there are behind it
    WallTime stored{};             ///< of a stream: when, by the server's clock
};

/// Messages one after another; the connection that it is of outlives it. Nothing of ours runs on the library's threads: what comes waits there, within the library's own bound,
/// until it is asked for.
class Reader {
public:
    virtual ~Reader() = default;
    /// The next message; nothing where none came within `patience_ms`. Fails with errc::io_failed where the reader is lost, or where it
    /// was too slow and something was dropped: begin another one.
    [[nodiscard]] virtual Result<std::optional<Message>> next(std::int64_t patience_ms) = 0;
};

class Connection {
public:
    /// Connects, within two seconds for each server. Fails with errc::io_failed; the text never has a password in it.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const Terms& terms);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// False: it broke. It never becomes true again.
    [[nodiscard]] bool is_open() const;
    /// Leaves at once. May wait for two seconds where the link takes nothing; fails with errc::io_failed then, or where it broke.
    [[nodiscard]] Result<void> publish(const std::string& subject, std::string_view data);
    /// Waits until the server has had all of that. Fails with errc::io_failed.
    [[nodiscard]] Result<void> flush();
    /// What is published from now on; the connection outlives it. `subject` may end in ">".
    [[nodiscard]] Result<std::unique_ptr<Reader>> subscribe(const std::string& subject);
    /// Of the largest message that the server takes.
    [[nodiscard]] std::size_t largest_message() const;
    /// The server that it is connected to, without user and password.
    [[nodiscard]] std::string url() const;
    [[nodiscard]] natsConnection* raw() const { return connection_; }
    /// Ends a subscription of this connection, which owns it from then on.
    void retire(natsSubscription* subscription);

private:
    Connection() = default;
    natsConnection* connection_ = nullptr;
    std::vector<natsSubscription*> retired_;   ///< one for each reader that it had
};

/// What the server at `url` says of itself before anybody signs in: "2.9.10". Fails with errc::io_failed.
[[nodiscard]] Result<std::string> server_version(const std::string& url);

}  // namespace bowball::nats
