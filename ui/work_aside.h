// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace concert {

/// Does \a work in a pooled thread and hands what it returns to \a done, in the thread of
/// \a context, which must be the caller's. If \a context is deleted meanwhile, the work is still
/// done but nobody hears of it. What \a work and \a done hold is copied; \a work must not touch
/// anything that another thread may change.
///
/// This is not QFuture::then() with takeResult(): that empties the future while the worker may
/// still hold its promise, whose destructor then takes the work for unfinished and lets the
/// continuation run a second time, on nothing (Qt 6.4). Nor may a continuation's context be
/// deleted. Here the future keeps its state to the end, and a watcher that is deleted hears
/// nothing.
template <typename Work, typename Done>
void workAside(QObject *context, const Work &work, const Done &done)
{
    using Result = std::invoke_result_t<Work>;
    const auto promise = std::make_shared<QPromise<std::shared_ptr<Result>>>();
    auto *watcher = new QFutureWatcher<std::shared_ptr<Result>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done] {
        watcher->deleteLater();
        done(std::move(*watcher->result()));
    });
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, work] {
        promise->addResult(std::make_shared<Result>(work()));
        promise->finish();
    });
}

} // namespace concert
