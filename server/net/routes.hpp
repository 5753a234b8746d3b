// What each path answers. Plain requests in, plain answers out; everything but a password check answers at once.
#pragma once
#include <boost/asio/io_context.hpp>
#include <string>

#include "net/http.hpp"
#include "net/pages.hpp"
#include "net/sign_in.hpp"
#include "net/videos.hpp"
#include "net/websocket_client.hpp"
#include "views/trace_samples.hpp"

namespace bowball::net {

/// Fetches a trace from the race. `reply` may be called on any thread; with nothing where there is no such trace.
using TraceSource = std::function<void(ImpulseId, std::function<void(std::optional<views::TraceSamples>)> reply)>;

struct RouteOptions {
    std::string web_folder;
    TraceSource traces;   ///< may be empty
};

class Routes {
public:
    Routes(boost::asio::io_context& context, ClientContext& clients, SignIn& sign_in, Videos& videos, RouteOptions options);

    void answer(const HttpRequest& request, Answer answer);

    /// Whether a page of this server sent it: requests of other sites are refused (pages of other origins, forged forms).
    [[nodiscard]] static bool is_same_origin(const HttpRequest& request);

private:
    void video(const HttpRequest& request, Answer answer) const;
    void post(const HttpRequest& request, Answer answer);
    [[nodiscard]] HttpAnswer get_view(const HttpRequest& request) const;
    [[nodiscard]] HttpAnswer get_log(const HttpRequest& request) const;
    void get_trace(const HttpRequest& request, Answer answer) const;
    [[nodiscard]] HttpAnswer get_me(const HttpRequest& request) const;
    void command(const HttpRequest& request, Answer answer);

    boost::asio::io_context& context_;
    ClientContext& clients_;
    SignIn& sign_in_;
    Videos& videos_;
    TraceSource traces_;
    Pages pages_;
};

}  // namespace bowball::net
