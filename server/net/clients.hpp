// Everybody who is on the feed of one net thread, to speak to all of them: heartbeats, the end of a session, a restart.
#pragma once
#include <map>
#include <memory>
#include <vector>

#include "net/feed_client.hpp"
#include "net/http.hpp"

namespace bowball::net {

class Clients {
public:
    /// A client that names itself takes the place of its own lost connection: that one is closed with 4009.
    void add(const std::shared_ptr<FeedClient>& client);
    /// The same where that one came to another thread. `visitor`: who it is now.
    void replace(const Visitor& visitor);
    /// Closes those of a session; an empty key: those whose session `holds` no more.
    void end_session(const std::string& session, std::uint16_t code, const std::function<bool(const std::string&)>& holds);
    /// Tells each when to come back: `retry_ms` gives another wait for each.
    void send_all_away(const std::function<std::int64_t()>& retry_ms, std::string_view reason);
    void abort_all();
    [[nodiscard]] std::size_t size();
    /// Those whose socket takes nothing at the moment.
    [[nodiscard]] std::size_t blocked();
    /// Messages that wait, by whom they wait for.
    struct Depth {
        std::size_t officials = 0;
        std::size_t boards = 0;
        std::size_t everybody = 0;
        Depth& operator+=(const Depth& other);
    };
    [[nodiscard]] Depth depth();
    /// Boards, the ailing first: into the health view.
    void describe_displays(views::Attendance& into);

    /// What a client may call itself: 16 to 64 letters, digits, '-' and '_', chosen at random by itself. Else empty.
    [[nodiscard]] static std::string name_of(const HttpRequest& request);

private:
    [[nodiscard]] std::vector<std::shared_ptr<FeedClient>> all();

    std::vector<std::weak_ptr<FeedClient>> clients_;
    std::size_t clean_at_ = 64;                                  ///< when so many are listed, those who left are dropped
    std::map<std::string, std::weak_ptr<FeedClient>> by_name_;   ///< by session and name
};

}  // namespace bowball::net
