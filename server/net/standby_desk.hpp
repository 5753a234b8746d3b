// A standby's way to its officials: how far its copy is, and the order to take the meet over.
#pragma once
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <spdlog/logger.h>
#include <string>

#include "core/ids.hpp"
#include "net/http.hpp"
#include "net/sign_in.hpp"

namespace bowball::net {

/// `reply` is called on the thread that ends the server, or not at all. It may come when the server has gone: then nobody hears it.
struct StandbySource {
    /// Brings a JSON object, as docs/openapi.yaml has it.
    std::function<void(std::function<void(std::string)> reply)> look;
    /// Brings the number of the entry that took over.
    std::function<void(Actor, std::string reason, std::function<void(Result<Seq>)> reply)> take_over;
};

class StandbyDesk {
public:
    /// `source`: absent functions where this server is no standby.
    StandbyDesk(boost::asio::io_context& context, const SignIn& sign_in, StandbySource source, std::shared_ptr<spdlog::logger> log)
        : context_(context), sign_in_(sign_in), source_(std::move(source)), log_(std::move(log)) {}

    [[nodiscard]] static bool is_asked_for(const std::string& path);
    [[nodiscard]] bool is_standby() const { return static_cast<bool>(source_.look); }
    /// GET /api/v1/standby, for any official.
    void get(const HttpRequest& request, Answer answer);
    /// POST /api/v1/standby/take_over with {"reason"}, for those who decide: judge, referee, admin.
    void post(const HttpRequest& request, Answer answer);

private:
    /// Why who asks may not; else nothing.
    [[nodiscard]] std::optional<Error> refuse(const Actor& actor) const;

    /// Who asked waits here, and not with who is asked: his connection goes with the server. Returns his number.
    [[nodiscard]] std::uint64_t wait(Answer answer);
    void give(std::uint64_t number, HttpAnswer what);

    boost::asio::io_context& context_;
    const SignIn& sign_in_;
    StandbySource source_;
    std::shared_ptr<spdlog::logger> log_;
    std::map<std::uint64_t, Answer> waiting_;
    std::uint64_t asked_ = 0;
    std::shared_ptr<int> here_ = std::make_shared<int>();
};

}  // namespace bowball::net
