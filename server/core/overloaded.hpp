// overloaded{...}: a set of lambdas for std::visit. Without a catch-all, the compiler is the checklist.
#pragma once

namespace bowball {

template <class... Functions>
struct overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
overloaded(Functions...) -> overloaded<Functions...>;

}  // namespace bowball
