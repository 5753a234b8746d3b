// Streams of JetStream: appending by compare, reading from a number on, the newest of each subject.
#pragma once
#include <optional>
#include <span>

#include "nats/connection.hpp"

typedef struct __jsCtx jsCtx;

namespace bowball::nats {

struct StreamSpec {
    std::string name;
    std::vector<std::string> subjects;
    std::int64_t replicas = 1;
    bool newest_only = false;      ///< of each subject; false: everything, for ever
};

/// The numbers of the oldest and the newest message; 0 where it has none.
struct StreamEnds {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

/// `connection` outlives it. Each call waits for its answer, at most for the `patience_ms` given here.
class Streams {
public:
    [[nodiscard]] static Result<std::unique_ptr<Streams>> of(Connection& connection, std::int64_t patience_ms = 4'000);
    ~Streams();
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;

    /// Makes the stream if it is not there. One that is there is left as its operator set it up.
    [[nodiscard]] Result<void> ensure(const StreamSpec& spec);
    /// Nothing where there is no such stream. Fails with errc::io_failed.
    [[nodiscard]] Result<std::optional<StreamEnds>> ends(const std::string& stream);
    /// Fails with errc::not_found or errc::io_failed.
    [[nodiscard]] Result<Message> get(const std::string& stream, std::uint64_t seq);
    [[nodiscard]] Result<Message> newest(const std::string& stream, const std::string& subject);
    /// Names of all streams that this account has.
    [[nodiscard]] Result<std::vector<std::string>> names();

    /// Appends them if the newest message of the stream is `after`, each behind the other; all are stored when it returns. Fails with
    /// errc::wrong_state where another message is the newest, else with errc::io_failed; some of them may have been stored then.
    [[nodiscard]] Result<void> append(const std::string& subject, std::uint64_t after, std::span<const std::string> messages);

    /// From a number on, and then what is appended.
    [[nodiscard]] Result<std::unique_ptr<Reader>> read(const std::string& stream, const std::string& subject, std::uint64_t from);
    /// The newest message of each subject, and then what is appended.
    [[nodiscard]] Result<std::unique_ptr<Reader>> read_newest(const std::string& stream, const std::string& subject);

private:
    Streams() = default;
    [[nodiscard]] Result<std::unique_ptr<Reader>> subscribe(const std::string& stream, const std::string& subject, std::optional<std::uint64_t> from);
    Connection* connection_ = nullptr;
    jsCtx* context_ = nullptr;
    std::int64_t patience_ms_ = 0;
};

}  // namespace bowball::nats
