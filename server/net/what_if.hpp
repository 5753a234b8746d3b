// "What if" over HTTP: the same race by another threshold, onset algorithm or rule set. For any official who has signed in.
#pragma once
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <functional>
#include <string>

#include "net/http.hpp"
#include "net/sign_in.hpp"
#include "views/what_if.hpp"

namespace bowball::net {

/// Asks the race. `reply` may be called on any thread.
using WhatIfSource = std::function<void(RaceId, engine::WhatIf, std::function<void(Result<views::WhatIfAnswer>)> reply)>;

/// The question that a query puts: rules, reaction_threshold_ms ("90", "89.5", "none"), algorithm, prefer. Nothing named, nothing differs.
/// Fails with errc::bad_input; the text names the parameter.
[[nodiscard]] Result<engine::WhatIf> what_if_of(std::string_view query);

class WhatIfs {
public:
    /// `source` may be empty: then no race is known.
    WhatIfs(boost::asio::io_context& context, const SignIn& sign_in, WhatIfSource source) : context_(context), sign_in_(sign_in), source_(std::move(source)) {}

    /// /api/v1/races/{race}/what_if
    [[nodiscard]] static bool is_asked_for(const std::string& path);
    void get(const HttpRequest& request, Answer answer);

private:
    boost::asio::io_context& context_;
    const SignIn& sign_in_;
    WhatIfSource source_;
    std::size_t waiting_ = 0;   ///< at most limits::what_ifs_waiting
};

}  // namespace bowball::net
